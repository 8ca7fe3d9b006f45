import { TeamsActivityHandler } from "botbuilder/lib/teamsActivityHandler.js";
import type { AdaptiveCardInvokeResponse, TaskModuleResponse, TurnContext } from "botbuilder-core";
import type { Converse } from "#bot/conversation";
import type { Card, Reply, ShownProblem } from "#cards/card";
import { teamsActivity, teamsAttachment, teamsCard } from "#cards/teams";
import type { TeamsWords } from "#cards/teams-elements";
import type { Sender } from "#functions/reach";
import { teamsProfile } from "./person.ts";
import { teamsAdapter, teamsCode, teamsSender } from "./send.ts";
import { type Heard, launchKey, signLaunch, turnOf } from "./turn.ts";
import { type DoorRequest, type TeamsConfig, verify } from "./verify.ts";

export interface TeamsDoor extends TeamsConfig {
  readonly converse: Converse;
  readonly words: TeamsWords;
  /** Told a code, never content, when something was refused or could not be answered. */
  readonly trouble?: (why: string) => void;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Opens the way in from Teams: takes each request as API Gateway gives it, answers it; `sender` is the way
 * out over the same connection. Refuses to open without app id, password, tenant and hosts. Answers 401, 403,
 * 400 or 413 to what is not Teams' or not ours, and 500 when the turn failed.
 */
export function openTeams(door: TeamsDoor): {
  answer: (request: DoorRequest) => Promise<HttpAnswer>;
  sender: Sender;
} {
  const adapter = teamsAdapter(door);
  const key = launchKey(door.appPassword);

  const answer = async (request: DoorRequest): Promise<HttpAnswer> => {
    const verified = await verify(request, door);
    if (!verified.ok) {
      door.trouble?.(`refused: ${verified.why}`);
      return answered(verified.status);
    }
    const heard = turnOf(verified.activity, key);
    if (heard.type !== "turn") return answered(heard.type === "nothing" ? 200 : 400);
    let admitted = false;
    try {
      const invoked = await adapter.process(verified.authorization, verified.activity, async (context) => {
        admitted = true;
        await new Listener(door, heard, key).run(context);
      });
      return answered(invoked?.status ?? 200, invoked?.body);
    } catch (error) {
      // Whatever botbuilder throws before our own logic runs is about the token, whichever status it has.
      door.trouble?.(admitted ? `failed: ${teamsCode(error)}` : "refused: token");
      return answered(admitted ? 500 : 401);
    }
  };
  return { answer, sender: teamsSender(door, door.words, adapter) };
}

/** An empty object is Teams' "nothing more", which goes over the wire as no body at all. */
function answered(statusCode: number, body: object = {}): HttpAnswer {
  return {
    statusCode,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
    body: Object.keys(body).length > 0 ? JSON.stringify(body) : "",
  };
}

/** Puts the house's reply to one turn where Teams wants it, for each way that a turn comes in. */
class Listener extends TeamsActivityHandler {
  readonly #door: TeamsDoor;
  readonly #heard: Extract<Heard, { type: "turn" }>;
  readonly #key: Uint8Array;

  constructor(door: TeamsDoor, heard: Extract<Heard, { type: "turn" }>, key: Uint8Array) {
    super();
    this.#door = door;
    this.#heard = heard;
    this.#key = key;
    this.onMessage(async (context) => this.#say(context));
    this.onInstallationUpdateAdd(async (context) => this.#say(context));
    this.onMembersAdded(async (context) => this.#say(context));
  }

  async #ask(context: TurnContext): Promise<Reply | undefined> {
    const { turn, contact } = this.#heard;
    const profile = () => teamsProfile(context, this.#door.tenantId);
    const reply = await this.#door.converse(turn, { contact, profile });
    // Checked here too, since only a press that opens a dialog leaves Teams waiting for one.
    if (reply?.type === "dialog" && turn.surface !== "dialog")
      throw Object.assign(new Error("no dialog is open"), { code: "no_dialog" });
    return reply;
  }

  /** Answers by a message, or in place of the card whose old-style button was pressed. */
  async #say(context: TurnContext): Promise<void> {
    const reply = await this.#ask(context);
    if (this.#heard.quiet) return;
    if (reply?.type === "problems")
      await context.sendActivity({ type: "message", text: textOf(reply.problems), textFormat: "plain" });
    if (reply?.type !== "card") return;
    const activity = teamsActivity(reply.card, this.#door.words);
    const pressed = this.#heard.turn.card?.activity;
    if (pressed) await context.updateActivity({ ...activity, id: pressed });
    else await context.sendActivity(activity);
  }

  /** Answers in place of the card; what is wrong is said beside it, so that what was typed stays. */
  protected override async onAdaptiveCardInvoke(context: TurnContext): Promise<AdaptiveCardInvokeResponse> {
    const reply = await this.#ask(context);
    if (reply?.type === "card") {
      const { content } = teamsActivity(reply.card, this.#door.words).attachments[0];
      return invokeAnswer("application/vnd.microsoft.card.adaptive", content);
    }
    const text = reply?.type === "problems" ? textOf(reply.problems) : "";
    return invokeAnswer("application/vnd.microsoft.activity.message", text);
  }

  protected override handleTeamsTaskModuleFetch(context: TurnContext): Promise<TaskModuleResponse> {
    return this.#dialog(context);
  }

  protected override handleTeamsTaskModuleSubmit(context: TurnContext): Promise<TaskModuleResponse> {
    return this.#dialog(context);
  }

  async #dialog(context: TurnContext): Promise<TaskModuleResponse> {
    const reply = await this.#ask(context);
    switch (reply?.type) {
      case "card":
      case "dialog":
        return this.#page(reply.card);
      case "problems":
        if (reply.card) return this.#page(withProblems(reply.card, reply.problems));
        return { task: { type: "message", value: textOf(reply.problems) } };
      default:
        return {};
    }
  }

  #page(card: Card): TaskModuleResponse {
    const { card: launcher, who } = this.#heard.turn;
    const launched = launcher && signLaunch(launcher, who, this.#key);
    const drawn = teamsCard({ ...card, surface: "dialog" }, this.#door.words, launched);
    const value = {
      title: card.title,
      height: "large",
      width: "medium",
      card: teamsAttachment(drawn),
    } as const;
    return { task: { type: "continue", value } };
  }
}

/** botbuilder's type knows cards only, Teams takes a text as well. */
function invokeAnswer(type: string, value: object | string): AdaptiveCardInvokeResponse {
  return { statusCode: 200, type, value: value as Record<string, unknown> };
}

function textOf(problems: readonly ShownProblem[]): string {
  return problems.map(({ text }) => text).join("\n");
}

/** The page with what is wrong above it, save what the page already says at its fields. */
function withProblems(card: Card, problems: readonly ShownProblem[]): Card {
  const said = new Set(
    card.parts.flatMap((part) => (part.type === "input" && part.problem ? part.name : [])),
  );
  const above = problems
    .filter(({ field }) => !field || !said.has(field))
    .map(({ text }) => ({ type: "text" as const, text, tone: "alert" as const }));
  return { ...card, parts: [...above, ...card.parts] };
}
