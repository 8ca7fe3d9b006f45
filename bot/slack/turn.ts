import * as z from "zod";
import type { Turn, Who } from "#bot/conversation";
import { actionSchema } from "#cards/card";
import { fieldOf } from "#cards/slack";
import type { Answer, MessageRef } from "#domain/record";
import { openMetadata } from "./verify.ts";

/** A turn, and the way Slack leaves open to answer it. */
export interface Heard {
  readonly turn: Turn;
  readonly way: Way;
}

type Way =
  /** Somebody wrote. Where others read too, only the writer is answered. */
  | { readonly to: "channel"; readonly channel: string; readonly others: boolean }
  /** Somebody opened the bot's messages: greeted only if nothing was said there before. */
  | { readonly to: "newcomer"; readonly channel: string }
  /** A button on a message. An ephemeral one has no `ref`: only its `respond` address changes it. */
  | { readonly to: "card"; readonly ref?: MessageRef; readonly respond?: string; readonly trigger: string }
  /** A command or a shortcut. */
  | { readonly to: "launch"; readonly respond?: string; readonly trigger: string }
  /** A button inside a modal, or the modal's submit. */
  | { readonly to: "view" | "submission"; readonly view: ShownView };

/** What turns a payload into a turn, besides the payload. */
export interface Hearing {
  /** Opens what a modal carries; see `openMetadata`. */
  readonly signingSecret: string;
  /** The form that a command (without its slash) or a shortcut's callback_id opens. */
  readonly formOf: (word: string) => string | undefined;
  /** Whether a command looks for something: what is written after it is that. */
  readonly seeks: (word: string) => boolean;
}

const plain = z.object({ type: z.literal("plain_text"), text: z.string() });
const answered = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      type: z.string(),
      value: z.string().nullish(),
      selected_date: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
      selected_options: z.array(z.object({ value: z.string() })).nullish(),
    }),
  ),
);
const state = z.object({ values: answered });

/** The modal as it stands before the person: enough to draw it again with something above it. */
const shownView = z.object({
  id: z.string(),
  hash: z.string(),
  title: plain,
  submit: plain.nullish(),
  close: plain.nullish(),
  private_metadata: z.string(),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })),
  state,
});
export type ShownView = z.infer<typeof shownView>;

/** `team` is null when the app is installed for a whole organisation; `enterprise` is then whose. */
const org = z.object({ id: z.string() }).nullish();
const person = { team: org, enterprise: org, user: z.object({ id: z.string() }) };

const blockActions = z.object({
  type: z.literal("block_actions"),
  ...person,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  actions: z
    .array(z.object({ type: z.string(), action_id: z.string(), value: z.string().optional() }))
    .min(1),
  container: z.object({
    channel_id: z.string().optional(),
    message_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  state: state.optional(),
  view: shownView.optional(),
});
const submission = z.object({ type: z.literal("view_submission"), ...person, view: shownView });
const shortcut = z.object({
  type: z.enum(["shortcut", "message_action"]),
  ...person,
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});
const command = z.object({
  command: z.string(),
  text: z.string().optional(),
  team_id: z.string().optional(),
  enterprise_id: z.string().optional(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});
const happened = z.object({
  type: z.literal("event_callback"),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  authorizations: z.array(z.object({ user_id: z.string().nullish() })).nullish(),
  event: z.object({
    type: z.string(),
    user: z.string().optional(),
    channel: z.string().optional(),
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    bot_id: z.string().nullish(),
    text: z.string().optional(),
    tab: z.string().optional(),
  }),
});

/**
 * Takes a proven Slack payload; gives what was said or pressed, and how it can be answered. Undefined:
 * nothing to answer (bots, edits, our own messages, a modal that was closed, an element that only chooses).
 * `malformed`: a press or a modal that we did not draw, or that was tampered with.
 */
export function slackTurn(body: unknown, hearing: Hearing): Heard | "malformed" | undefined {
  const { type, command: isCommand } = z.looseObject({}).parse(body);
  if (isCommand !== undefined) return read(command, body, (said) => hearCommand(said, hearing));
  switch (type) {
    case "event_callback":
      return read(happened, body, hearEvent);
    case "block_actions":
      return read(blockActions, body, (pressed) => hearPress(pressed, hearing));
    case "view_submission":
      return read(submission, body, (sent) => hearSubmission(sent, hearing));
    case "shortcut":
    case "message_action":
      return read(shortcut, body, (used) => hearShortcut(used, hearing));
    default:
      return undefined;
  }
}

type Outcome = Heard | "malformed" | undefined;

function read<T>(schema: z.ZodType<T>, body: unknown, hear: (payload: T) => Outcome): Outcome {
  const parsed = schema.safeParse(body);
  return parsed.success ? hear(parsed.data) : "malformed";
}

/** Messages a person wrote though Slack marks them; every other subtype is an edit, a bot or a notice. */
const written = new Set([undefined, "file_share", "thread_broadcast", "me_message"]);

function hearEvent({ event, ...from }: z.infer<typeof happened>): Outcome {
  const { user, channel } = event;
  const who = whoOf(from.team_id, from.enterprise_id, user);
  const ourselves = from.authorizations?.some((one) => one.user_id === user);
  if (!who || !channel || event.bot_id || ourselves) return undefined;
  if (event.type === "app_home_opened") {
    if (event.tab !== "messages") return undefined;
    const turn: Turn = { who, place: "personal", surface: "message", say: { type: "hello" } };
    return { turn, way: { to: "newcomer", channel } };
  }
  const mention = event.type === "app_mention";
  if (!(mention || event.type === "message") || !written.has(event.subtype)) return undefined;
  const others = mention || event.channel_type !== "im";
  const say = { type: "text", text: unescaped(event.text ?? "") } as const;
  const turn: Turn = { who, place: others ? "group" : "personal", surface: "message", say };
  return { turn, way: { to: "channel", channel, others } };
}

/**
 * What is written after the command is dropped, unless it is what the command looks for: a story belongs in the form,
 * not in a chat's history.
 */
function hearCommand(said: z.infer<typeof command>, hearing: Hearing): Outcome {
  const who = whoOf(said.team_id, said.enterprise_id, said.user_id);
  const word = said.command.replace(/^\//, "");
  return who && launched(who, hearing.seeks(word) ? `${word} ${said.text ?? ""}` : word, said, hearing);
}

function hearShortcut(used: z.infer<typeof shortcut>, hearing: Hearing): Outcome {
  const who = whoOf(used.team?.id, used.enterprise?.id, used.user.id);
  return who && launched(who, used.callback_id, used, hearing);
}

/** Only the person sees a modal, so a launch is personal wherever it was made. */
function launched(
  who: Who,
  word: string,
  { trigger_id, response_url }: { trigger_id: string; response_url?: string | undefined },
  { formOf }: Hearing,
): Heard {
  const form = formOf(word);
  const say: Turn["say"] = form
    ? { type: "press", action: { do: "start", form }, inputs: {} }
    : { type: "text", text: word };
  const way: Way = { to: "launch", trigger: trigger_id, ...(response_url && { respond: response_url }) };
  return { turn: { who, place: "personal", surface: "dialog", say }, way };
}

function hearPress(pressed: z.infer<typeof blockActions>, { signingSecret }: Hearing): Outcome {
  const who = whoOf(pressed.team?.id, pressed.enterprise?.id, pressed.user.id);
  const [button] = pressed.actions;
  if (!who || button?.type !== "button") return undefined;
  // A link has opened by itself: Slack only wants to hear that we heard.
  if (/^link:\d+$/.test(button.action_id)) return undefined;
  const opens = /^(turn|dialog):\d+$/.exec(button.action_id)?.[1];
  const action = actionSchema.safeParse(json(button.value)).data;
  if (!opens || !action) return "malformed";

  if (pressed.view) {
    const metadata = openMetadata(signingSecret, who, pressed.view.private_metadata);
    if (!metadata) return "malformed";
    const say = { type: "press", action, inputs: inputsOf(pressed.view.state.values) } as const;
    const turn: Turn = { who, place: "personal", surface: "dialog", say, ...withCard(metadata.card) };
    return { turn, way: { to: "view", view: pressed.view } };
  }

  const { channel_id: channel, message_ts: ts, is_ephemeral } = pressed.container;
  if (!channel || !ts) return "malformed";
  const ref = is_ephemeral ? undefined : { channel, ts };
  const say = { type: "press", action, inputs: inputsOf(pressed.state?.values ?? {}) } as const;
  const place = channel.startsWith("D") ? "personal" : "group";
  const surface = opens === "dialog" ? "dialog" : "message";
  const respond = pressed.response_url;
  return {
    turn: { who, place, surface, say, ...withCard(ref) },
    way: { to: "card", trigger: pressed.trigger_id, ...(ref && { ref }), ...(respond && { respond }) },
  };
}

function hearSubmission(sent: z.infer<typeof submission>, { signingSecret }: Hearing): Outcome {
  const who = whoOf(sent.team?.id, sent.enterprise?.id, sent.user.id);
  const metadata = who && openMetadata(signingSecret, who, sent.view.private_metadata);
  if (!who || !metadata?.action) return "malformed";
  const say = { type: "press", action: metadata.action, inputs: inputsOf(sent.view.state.values) } as const;
  const turn: Turn = { who, place: "personal", surface: "dialog", say, ...withCard(metadata.card) };
  return { turn, way: { to: "submission", view: sent.view } };
}

function whoOf(
  team: string | null | undefined,
  enterprise: string | null | undefined,
  user: string | undefined,
): Who | undefined {
  const organisation = team || enterprise;
  return organisation && user ? { platform: "slack", organisation, user } : undefined;
}

function withCard(card: MessageRef | undefined): { card?: MessageRef } {
  return card ? { card } : {};
}

/** An emptied text is kept as "", so the form sees it was emptied; what is not chosen is left out, a day too. */
function inputsOf(values: z.infer<typeof answered>): Record<string, Answer> {
  const inputs: Record<string, Answer> = {};
  for (const [block, elements] of Object.entries(values)) {
    for (const element of Object.values(elements)) {
      const many = element.selected_options?.map((option) => option.value);
      if (element.type === "plain_text_input") inputs[fieldOf(block)] = element.value ?? "";
      else if (element.selected_date) inputs[fieldOf(block)] = element.selected_date;
      else if (element.selected_option) inputs[fieldOf(block)] = element.selected_option.value;
      else if (many && many.length > 0) inputs[fieldOf(block)] = many;
    }
  }
  return inputs;
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** Slack escapes these three, and only these, in what people write. */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
