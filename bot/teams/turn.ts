import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { Turn, Who } from "#bot/conversation";
import { actionSchema } from "#cards/card";
import type { Answer, MessageRef } from "#domain/record";

export type Heard =
  | {
      readonly type: "turn";
      readonly turn: Turn;
      /** Where a new message reaches whoever speaks, or the group they speak in. */
      readonly contact: MessageRef;
      /** Heard, but answered elsewhere: Teams tells of one installation twice. */
      readonly quiet?: true;
    }
  /** Nothing said to us. */
  | { readonly type: "nothing" }
  | { readonly type: "malformed" };

const spokenSchema = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  serviceUrl: z.string(),
  conversation: z.looseObject({
    id: z.string(),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).optional(),
  from: z.looseObject({ aadObjectId: z.string().min(1).max(128).optional() }),
  recipient: z.looseObject({ id: z.string().min(1) }),
  replyToId: z.string().min(1).optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  action: z.string().optional(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
});
type Spoken = z.infer<typeof spokenSchema>;

/**
 * Takes a verified activity and gives the turn in it. `key` is `launchKey`'s. Malformed: a press that is not
 * one of ours, or a launching card's address that we did not sign for this person.
 */
export function turnOf(activity: unknown, key: Uint8Array): Heard {
  const spoken = spokenSchema.safeParse(activity).data;
  if (!spoken) return { type: "malformed" };
  const { conversation, from, recipient, serviceUrl } = spoken;
  const organisation = spoken.channelData?.tenant?.id ?? conversation.tenantId;
  const user = from.aadObjectId;
  if (!organisation || !user) return { type: spoken.type === "invoke" ? "malformed" : "nothing" };

  const who: Who = { platform: "teams", organisation, user };
  const contact = { serviceUrl, conversation: conversation.id, bot: recipient.id, tenant: organisation };
  const place = conversation.conversationType === "personal" ? "personal" : "group";
  const card = spoken.replyToId && {
    serviceUrl,
    conversation: conversation.id,
    activity: spoken.replyToId,
  };
  const heard = (turn: Pick<Turn, "say" | "surface" | "card">, quiet?: true): Heard => ({
    type: "turn",
    turn: { who, place, ...turn },
    contact,
    ...(quiet && { quiet }),
  });
  const pressed = (surface: Turn["surface"], data: unknown): Heard => {
    const press = pressSchema.safeParse(data).data;
    if (!press) return { type: "malformed" };
    const launched = press.launched === undefined ? undefined : launchOf(press.launched, who, key);
    if (launched === null) return { type: "malformed" };
    const from = spoken.name === "task/submit" ? launched : card;
    return heard({ say: { type: "press", ...press.said }, surface, ...(from && { card: from }) });
  };

  switch (spoken.name ? `${spoken.type} ${spoken.name}` : spoken.type) {
    case "message":
      if (spoken.value !== undefined) return pressed("message", spoken.value);
      if (place === "group" && mentionsOf(spoken).length === 0) return { type: "nothing" };
      return heard({ say: { type: "text", text: textOf(spoken) }, surface: "message" });
    case "installationUpdate":
      if (spoken.action !== "add") return { type: "nothing" };
      return heard({ say: { type: "hello" }, surface: "message" });
    case "conversationUpdate":
      if (place === "group" || !spoken.membersAdded?.some(({ id }) => id === recipient.id))
        return { type: "nothing" };
      return heard({ say: { type: "hello" }, surface: "message" }, true);
    case "invoke adaptiveCard/action":
      return pressed("message", executeSchema.safeParse(spoken.value).data?.action.data);
    case "invoke task/fetch":
    case "invoke task/submit":
      return pressed("dialog", taskSchema.safeParse(spoken.value).data?.data);
    default:
      return { type: spoken.type === "invoke" ? "malformed" : "nothing" };
  }
}

const executeSchema = z.looseObject({
  action: z.looseObject({ type: z.literal("Action.Execute"), verb: z.literal("turn"), data: z.unknown() }),
});
const taskSchema = z.looseObject({ data: z.unknown() });

/**
 * A button's data, and among it what was filled in. Teams leaves an empty field out: an emptied text comes
 * back as "", so the form sees that it was emptied; what was never chosen stays out.
 */
const pressSchema = z
  .object({
    action: actionSchema,
    texts: z.array(z.string().max(64)).max(50).default([]),
    many: z.array(z.string().max(64)).max(50).default([]),
    launched: z.string().max(4000).optional(),
    msteams: z.unknown().optional(),
  })
  .catchall(z.string())
  .transform(({ action, texts, many, launched, msteams: _, ...fields }) => {
    const filled = Object.entries(fields).filter(([, value]) => value !== "");
    const inputs: Record<string, Answer> = Object.fromEntries([
      ...texts.map((name) => [name, ""]),
      ...filled.map(([name, value]) => [name, many.includes(name) ? value.split(",") : value]),
    ]);
    return { said: { action, inputs }, launched };
  });

const mentionSchema = z.looseObject({
  type: z.literal("mention"),
  text: z.string().min(1),
  mentioned: z.looseObject({ id: z.string() }),
});

/** How the bot is called by name in the text. */
function mentionsOf(spoken: Spoken): string[] {
  return (spoken.entities ?? []).flatMap((entity) => {
    const mention = mentionSchema.safeParse(entity).data;
    return mention?.mentioned.id === spoken.recipient.id ? [mention.text] : [];
  });
}

function textOf(spoken: Spoken): string {
  const text = mentionsOf(spoken).reduce((rest, name) => rest.replaceAll(name, ""), spoken.text ?? "");
  return text.replaceAll("&nbsp;", " ").trim();
}

/** The key for `signLaunch`: of the app's password, so that there is no other secret to keep. */
export function launchKey(appPassword: string): Uint8Array {
  return createHmac("sha256", appPassword).update("the card that launched a dialog").digest();
}

/** The launching card's address in a form that travels through the dialog and cannot be changed or lent. */
export function signLaunch(card: MessageRef, who: Who, key: Uint8Array): string {
  return sealed(Buffer.from(JSON.stringify(card)).toString("base64url"), who, key);
}

const refSchema = z.record(z.string(), z.string());

/** Null when it is not what we signed for this person. */
function launchOf(launched: string, who: Who, key: Uint8Array): MessageRef | null {
  const [address = ""] = launched.split(".");
  const given = Buffer.from(launched);
  const right = Buffer.from(sealed(address, who, key));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return refSchema.parse(JSON.parse(Buffer.from(address, "base64url").toString()));
}

function sealed(address: string, who: Who, key: Uint8Array): string {
  const said = JSON.stringify([address, who.organisation, who.user]);
  return `${address}.${createHmac("sha256", key).update(said).digest("base64url")}`;
}
