import type { Clock } from "#local/clock";
import type { DemoPerson } from "#local/people";
import { type SlackPerson, slackPerson } from "#local/slack/client";
import type { Message } from "#local/slack/workspace";
import { type TeamsClient, teamsPerson } from "#local/teams/client";
import type { Platforms } from "./platforms.ts";
import { type Side, type SlackScreen, sides, type TeamsScreen } from "./state.ts";

/** One person's two devices, and what stands on them beside the messages. */
export interface Screen {
  readonly teams?: TeamsClient;
  readonly slack?: SlackPerson;
  readonly slackMessages: () => readonly Message[];
  notice?: TeamsScreen["notice"];
  box?: string;
}

export interface Screens {
  readonly of: (person: string) => Screen;
  readonly teams: (person: string) => TeamsScreen | undefined;
  readonly slack: (person: string) => SlackScreen | undefined;
  readonly unread: (person: string) => Partial<Record<Side, number>>;
  /** This side has now been looked at. */
  readonly seen: (person: string, side: Side) => void;
}

/** What every person sees on each platform, as the stand-ins hold it. */
export function screensOf(options: {
  readonly platforms: Platforms;
  readonly people: readonly DemoPerson[];
  readonly doors: { readonly teams: string; readonly slack: string; readonly signingSecret: string };
  readonly clock: Clock;
}): Screens {
  const { platforms, people, doors, clock } = options;
  const { teams, slack } = platforms;
  const screens = new Map(people.map((demo) => [demo.id, screenOf(demo)]));
  /** The stand-ins keep the wall clock; people read the house's. */
  const came = new Map<string, string>();
  const seen = new Map<string, number>();

  function screenOf(demo: DemoPerson): Screen {
    const account = teams?.people.get(demo.teams);
    const door = { url: doors.slack, signingSecret: doors.signingSecret };
    return {
      ...(teams && account && { teams: teamsPerson(teams, { url: doors.teams }, account) }),
      ...(slack && { slack: slackPerson(slack, door, demo.slack) }),
      slackMessages: () => slack?.messagesOf(demo.slack) ?? [],
    };
  }
  const at = (id: string) => {
    const known = came.get(id) ?? clock.now();
    came.set(id, known);
    return known;
  };
  const of = (person: string) => {
    const screen = screens.get(person);
    if (!screen) throw new Error(`nobody is called ${person}`);
    return screen;
  };
  const teamsScreen = (person: string): TeamsScreen | undefined => {
    const { teams: client, notice, box } = of(person);
    if (!client) return undefined;
    const dialog = client.dialog();
    const messages = client.messages().map(({ id, from, text, card, updates }) => ({
      id,
      mine: from !== "bot",
      at: at(`teams ${id}`),
      updates,
      ...(text !== undefined && { text }),
      ...(card && { card }),
    }));
    return { messages, ...(dialog && { dialog }), ...(box && { box }), ...(notice && { notice }) };
  };
  const slackScreen = (person: string): SlackScreen | undefined => {
    const { slack: client, slackMessages } = of(person);
    if (!slack || !client) return undefined;
    const messages = slackMessages().map(({ ts, from, only, text, blocks }) => ({
      ts,
      mine: from === client.user,
      at: at(`slack ${ts}`),
      text,
      blocks,
      only: only !== undefined,
    }));
    const modal = client.modal();
    const home = slack.homes.get(client.user)?.blocks;
    if (!modal) return { messages, ...(home && { home }) };
    const { id, hash, view, typed, errors } = modal;
    const { title, submit, close, blocks } = view;
    const shown = {
      id,
      hash,
      title,
      blocks,
      typed,
      errors,
      ...(submit && { submit }),
      ...(close && { close }),
    };
    return { messages, modal: shown, ...(home && { home }) };
  };
  const given = (person: string, side: Side): number | undefined =>
    (side === "teams" ? teamsScreen(person) : slackScreen(person))?.messages.filter(({ mine }) => !mine)
      .length;

  return {
    of,
    teams: teamsScreen,
    slack: slackScreen,
    unread: (person) =>
      Object.fromEntries(
        sides.flatMap((side) => {
          const unread = (given(person, side) ?? 0) - (seen.get(`${person} ${side}`) ?? 0);
          return unread > 0 ? [[side, unread]] : [];
        }),
      ),
    seen: (person, side) => {
      seen.set(`${person} ${side}`, given(person, side) ?? 0);
    },
  };
}
