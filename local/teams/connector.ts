import * as z from "zod";
import type { TeamsCard } from "#cards/teams-elements";
import { teamsOverLimits } from "#cards/teams-limits";

/** Somebody with a Teams account. */
export interface TeamsPerson {
  /** The Entra object id. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly guest?: true;
  /** Of another organisation, though let in as if of this one. */
  readonly external?: true;
}

/** What lies in a conversation; `card` follows every update. */
export interface TeamsMessage {
  readonly id: string;
  readonly conversation: string;
  /** A person's object id, or the bot. */
  readonly from: string;
  text?: string;
  card?: TeamsCard;
  /** What a lock screen shows. */
  summary?: string;
  updates: number;
}

/** The conversation that a person has alone with the bot, and their id in it. */
export const conversationOf = (person: TeamsPerson) => `a:${person.id}`;
export const memberIdOf = (person: TeamsPerson) => `29:${person.id}`;

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function refused(status: number, code: string): Answer {
  return { status, body: { error: { code, message: code } } };
}

const activitySchema = z.looseObject({
  type: z.literal("message"),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.literal("application/vnd.microsoft.card.adaptive"),
        content: z.custom<TeamsCard>((card) => typeof card === "object" && card !== null),
      }),
    )
    .max(1)
    .optional(),
});
const openedSchema = z.looseObject({ members: z.array(z.looseObject({ id: z.string() })).length(1) });

/** What the Connector keeps, as the service shows it. */
interface Held {
  readonly tenant: string;
  readonly people: ReadonlyMap<string, TeamsPerson>;
  readonly messages: TeamsMessage[];
  nextId(): string;
}

/** The Connector's own verbs: open a conversation, write, change, take away, say who is there. */
export function connect(held: Held, method: string, path: string, text: string): Answer {
  const [, , , conversation = "", what, id] = path.split("/");
  if (method === "POST" && conversation === "") {
    const asked = openedSchema.safeParse(jsonOf(text)).data?.members[0]?.id;
    const member = [...held.people.values()].find((person) =>
      [person.id, memberIdOf(person)].includes(asked ?? ""),
    );
    return member ? { status: 201, body: { id: conversationOf(member) } } : refused(400, "BadSyntax");
  }
  const present = [...held.people.values()].filter(
    (person) => conversation === conversationOf(person) || !conversation.startsWith("a:"),
  );
  if (present.length === 0) return refused(404, "ConversationNotFound");
  const message = held.messages.find((one) => one.id === id && one.conversation === conversation);
  switch (`${method} ${what}`) {
    case "POST activities":
      return put(text, (said) => {
        const created = {
          id: held.nextId(),
          from: "bot",
          conversation,
          updates: 0,
          ...said,
        };
        held.messages.push(created);
        return { status: 201, body: { id: created.id } };
      });
    case "PUT activities":
      if (!message) return refused(404, "ActivityNotFoundInConversation");
      return put(text, (said) => {
        Object.assign(message, { text: undefined, card: undefined }, said, { updates: message.updates + 1 });
        return ok({ id: message.id });
      });
    case "DELETE activities":
      if (!message) return refused(404, "ActivityNotFoundInConversation");
      held.messages.splice(held.messages.indexOf(message), 1);
      return { status: 200 };
    case "GET members": {
      const members = present.map((person) => memberOf(person, held.tenant));
      if (id === undefined) return ok(members);
      const found = members.find((member) => member.id === id || member.aadObjectId === id);
      return found ? ok(found) : refused(404, "MemberNotFoundInConversation");
    }
    case "GET pagedmembers":
      return ok({ members: present.map((person) => memberOf(person, held.tenant)) });
    default:
      return { status: 404 };
  }
}

/** Takes an activity in, unless Teams would not. */
function put(text: string, take: (said: Pick<TeamsMessage, "text" | "card" | "summary">) => Answer): Answer {
  const activity = activitySchema.safeParse(jsonOf(text)).data;
  if (!activity) return refused(400, "BadSyntax");
  const card = activity.attachments?.[0]?.content;
  const broken = card ? teamsOverLimits(card) : [];
  if (broken.some((limit) => limit.endsWith("bytes"))) return refused(413, "MessageSizeTooBig");
  if (broken.length > 0) return refused(400, `BadArgument ${broken.join("; ")}`);
  const { text: said, summary } = activity;
  return take({ ...(said && { text: said }), ...(card && { card }), ...(summary && { summary }) });
}

function memberOf(person: TeamsPerson, tenant: string) {
  return {
    id: memberIdOf(person),
    aadObjectId: person.id,
    name: person.name,
    email: person.email,
    userPrincipalName: person.external ? `${person.id}#EXT#@home.example` : `${person.id}@home.example`,
    tenantId: tenant,
    userRole: person.guest ? "guest" : "user",
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
