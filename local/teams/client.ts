import * as z from "zod";
import type { TeamsAction, TeamsCard } from "#cards/teams-elements";
import { teamsOverLimits } from "#cards/teams-limits";
import { conversationOf, memberIdOf, type TeamsMessage, type TeamsPerson } from "./connector.ts";
import { actionsIn, dataOf, type Fill, linksIn } from "./inputs.ts";
import { type Answered, knock, type Odd } from "./knock.ts";
import type { TeamsService } from "./service.ts";

/** Which button: its words, or what is true of it. */
export type Which = string | ((button: TeamsAction) => boolean);

export interface Dialog {
  readonly title: string;
  readonly card: TeamsCard;
}

/** A person at Teams, who does what a person can do there and no more. */
export interface TeamsClient {
  readonly person: TeamsPerson;
  /** Adds the bot: Teams tells it so twice. */
  install(odd?: Odd): Promise<Answered>;
  /** Writes to the bot, or in a channel, there with or without calling the bot by name. */
  say(text: string, how?: { channel?: string; mention?: boolean; odd?: Odd }): Promise<Answered>;
  /**
   * Presses a button: in the open dialog, else on the latest message that has it, or on the message given.
   * `fill` is what was typed on the card first. `old`: as a client presses that knows only Action.Submit.
   */
  press(button: Which, how?: { on?: TeamsMessage; fill?: Fill; old?: true; odd?: Odd }): Promise<Answered>;
  /** Where a link button leads: in the open dialog, else on the latest message that has it. */
  link(label: string): string | undefined;
  closeDialog(): void;
  /** The last request again, as it was or under a new id: Teams does both. */
  redeliver(how?: { newId: true }): Promise<Answered>;
  dialog(): Dialog | undefined;
  /** What Teams last said beside a card, or instead of a dialog. */
  notice(): string | undefined;
  /** Everything in this person's conversation with the bot. */
  messages(): TeamsMessage[];
}

/** A person whose doings reach the door at `url`, with the Bot Framework's token. */
export function teamsPerson(
  service: TeamsService,
  door: { readonly url: string },
  person: TeamsPerson,
): TeamsClient {
  const own = conversationOf(person);
  let last: Record<string, unknown> = {};
  let dialog: Dialog | undefined;
  let notice: string | undefined;

  const send = (what: Record<string, unknown>, odd?: Odd, conversation = own) => {
    const now = new Date().toISOString();
    last = {
      id: service.nextId(),
      timestamp: now,
      localTimestamp: now,
      localTimezone: "Europe/Stockholm",
      locale: "sv-SE",
      channelId: "msteams",
      serviceUrl: service.serviceUrl,
      from: { id: memberIdOf(person), name: person.name, aadObjectId: person.id },
      recipient: { id: service.botId, name: "Kvalitetsboten" },
      conversation: {
        id: conversation,
        tenantId: service.tenant,
        conversationType: conversation === own ? "personal" : "channel",
        ...(conversation !== own && { isGroup: true }),
      },
      channelData: { tenant: { id: service.tenant } },
      ...what,
    };
    return knock(service, door, last, odd);
  };
  const messages = () => service.messages.filter((message) => message.conversation === own);

  const execute = async (message: TeamsMessage, action: TeamsAction, data: object, odd?: Odd) => {
    const { type, title } = action;
    const verb = action.type === "Action.Execute" ? action.verb : "";
    const value = { action: { type, title, verb, data }, trigger: "manual" };
    const answered = await send(
      { type: "invoke", name: "adaptiveCard/action", replyToId: message.id, value },
      odd,
      message.conversation.startsWith("a:") ? own : message.conversation,
    );
    const answer = executedSchema.safeParse(jsonOf(answered.body)).data;
    if (answered.status !== 200 || !answer) return answered;
    if (answer.type === "application/vnd.microsoft.activity.message") notice = answer.value;
    else {
      message.card = drawable(answer.value);
      message.updates += 1;
    }
    return answered;
  };
  const task = async (name: string, data: object, odd?: Odd, replyToId?: string) => {
    const value = { data, context: { theme: "default" } };
    const answered = await send({ type: "invoke", name, ...(replyToId && { replyToId }), value }, odd);
    if (answered.status !== 200) return answered;
    const task = taskSchema.parse(jsonOf(answered.body) ?? {}).task;
    dialog =
      task?.type === "continue"
        ? { title: task.value.title, card: drawable(task.value.card.content) }
        : undefined;
    if (task?.type === "message") notice = task.value;
    return answered;
  };

  return {
    person,
    messages,
    dialog: () => dialog,
    notice: () => notice,

    async install(odd) {
      const added = { membersAdded: [{ id: service.botId }], membersRemoved: [] };
      await send({ type: "conversationUpdate", ...added }, odd);
      return send({ type: "installationUpdate", action: "add" }, odd);
    },

    say(text, { channel, mention = false, odd } = {}) {
      const conversation = channel ?? own;
      service.messages.push({ id: service.nextId(), conversation, from: person.id, text, updates: 0 });
      const name = "<at>Kvalitetsboten</at>";
      const called = {
        type: "mention",
        text: name,
        mentioned: { id: service.botId, name: "Kvalitetsboten" },
      };
      const client = {
        type: "clientInfo",
        locale: "sv-SE",
        country: "SE",
        platform: "Web",
        timezone: "Europe/Stockholm",
      };
      const entities = mention ? [called, client] : [client];
      const said = mention ? `${name} ${text}` : text;
      return send({ type: "message", textFormat: "plain", text: said, entities }, odd, conversation);
    },

    press(which, { on, fill = {}, old, odd } = {}) {
      if (dialog && !on) {
        const action = find(dialog.card, which);
        if (action.type !== "Action.Submit" || action.data.msteams)
          throw new Error(`${action.title} does nothing in a dialog`);
        return task("task/submit", dataOf(dialog.card, action, fill), odd);
      }
      const message =
        on ?? messages().findLast(({ card }) => card && actionsIn(card).some((one) => is(one, which)));
      if (!message?.card) throw new Error(`no message has the button ${String(which)}`);
      const found = find(message.card, which);
      const action = old && found.type === "Action.Execute" ? found.fallback : found;
      const data = dataOf(message.card, action, fill);
      if (action.type === "Action.Execute") return execute(message, action, data, odd);
      if (action.data.msteams?.type === "task/fetch") return task("task/fetch", data, odd, message.id);
      return send({ type: "message", replyToId: message.id, value: data }, odd);
    },

    link(label) {
      const shown = dialog ? [dialog] : messages().toReversed();
      const links = shown.flatMap(({ card }) => (card ? linksIn(card) : []));
      return links.find(({ title }) => title === label)?.url;
    },

    closeDialog() {
      dialog = undefined;
    },

    redeliver: (how) => {
      if (how) last = { ...last, id: service.nextId() };
      return knock(service, door, last);
    },
  };
}

const cardSchema = z.custom<TeamsCard>((card) => typeof card === "object" && card !== null);
const executedSchema = z.discriminatedUnion("type", [
  z.object({
    statusCode: z.literal(200),
    type: z.literal("application/vnd.microsoft.card.adaptive"),
    value: cardSchema,
  }),
  z.object({
    statusCode: z.literal(200),
    type: z.literal("application/vnd.microsoft.activity.message"),
    value: z.string(),
  }),
]);
const size = z.union([z.number(), z.enum(["small", "medium", "large"])]);
const taskSchema = z.strictObject({
  task: z
    .discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("continue"),
        value: z.strictObject({
          title: z.string().min(1),
          height: size,
          width: size,
          card: z.strictObject({
            contentType: z.literal("application/vnd.microsoft.card.adaptive"),
            content: cardSchema,
          }),
        }),
      }),
      z.strictObject({ type: z.literal("message"), value: z.string().min(1) }),
    ])
    .optional(),
});

/** Throws where Teams would show that it cannot draw the card. */
function drawable(card: TeamsCard): TeamsCard {
  const broken = teamsOverLimits(card);
  if (broken.length > 0) throw new Error(`Teams cannot draw the card: ${broken.join("; ")}`);
  return card;
}

function find(card: TeamsCard, which: Which): TeamsAction {
  const action = actionsIn(card).find((one) => is(one, which));
  if (!action) throw new Error(`there is no button ${String(which)}`);
  return action;
}

function is(action: TeamsAction, which: Which): boolean {
  return typeof which === "string" ? action.title === which : which(action);
}

function jsonOf(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}
