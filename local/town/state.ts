import type { TeamsCard } from "#cards/teams-elements";
import type { Typed } from "#local/slack/inputs";
import type { Block, Words } from "#local/slack/shapes";

/** What the town's page is told, and draws: nothing here can do anything. */

export type Side = "teams" | "slack";
export const sides = ["teams", "slack"] as const;

export interface TeamsShown {
  readonly id: string;
  readonly mine: boolean;
  /** The house's time when it came. */
  readonly at: string;
  readonly text?: string;
  readonly card?: TeamsCard;
  readonly updates: number;
}

export interface TeamsScreen {
  readonly messages: readonly TeamsShown[];
  readonly dialog?: { readonly title: string; readonly card: TeamsCard };
  /** A dialog that only says something. */
  readonly box?: string;
  /** What Teams says beneath the card that was pressed. */
  readonly notice?: { readonly on: string; readonly text: string };
}

export interface SlackShown {
  readonly ts: string;
  readonly mine: boolean;
  readonly at: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Ephemeral: only this person sees it. */
  readonly only: boolean;
}

export interface SlackScreen {
  readonly messages: readonly SlackShown[];
  readonly modal?: {
    readonly id: string;
    readonly hash: string;
    readonly title: Words;
    readonly submit?: Words;
    readonly close?: Words;
    readonly blocks: readonly Block[];
    readonly typed: Typed;
    readonly errors: Readonly<Record<string, string>>;
  };
  /** The app's own page, when the bot has published one. */
  readonly home?: readonly Block[];
}

export interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly unit?: string;
  readonly shared: boolean;
  readonly unread: Readonly<Partial<Record<Side, number>>>;
}

/** Everything that one window shows of the town, for the person it has stepped into. */
export interface Snapshot {
  /** New for each start, so that a window knows its memories are of another town. */
  readonly town: string;
  readonly person: string;
  readonly people: readonly Neighbour[];
  /** The house's time. */
  readonly now: string;
  readonly doorsOpen: boolean;
  /** Whether the town can be emptied: not when its table is somebody else's. */
  readonly canRestart: boolean;
  readonly tools: Tools;
  /** How many things windows have done: what an act led to is in the snapshot with its number. */
  readonly acts: number;
  /** How many requests have passed. */
  readonly passed: number;
  /** Missing when that platform is not ours to show. */
  readonly teams?: TeamsScreen;
  readonly slack?: SlackScreen;
}

export interface Tools {
  readonly twice: boolean;
  /** Seconds that a request is held before it reaches the door. */
  readonly late: number;
  readonly down: Readonly<Record<Side, boolean>>;
}

/** One request that passed between a platform and the house, as it was sent and as it was answered. */
export interface Passed {
  readonly n: number;
  readonly at: string;
  readonly side: Side;
  readonly to: "house" | "platform";
  readonly what: string;
  readonly sent: string;
  readonly status: number;
  readonly answered: string;
  readonly ms: number;
  /** How the tools had a hand in it. */
  readonly how?: "second" | "late";
}

/** What a platform tells a person when something did not work. */
export interface Trouble {
  readonly side: Side | "town";
  readonly key: "unreachable" | "failed" | "tooLate" | "refused" | "changed" | "command" | "town";
  /** The platform's own words: a status, or what it would not draw. */
  readonly detail: string;
}
