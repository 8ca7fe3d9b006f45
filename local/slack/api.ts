import { slackOverLimits } from "#cards/slack-limits";
import type { Block } from "./shapes.ts";
import { directChannel, type Message, type Modal, type View, type Workspace } from "./workspace.ts";

type Args = Readonly<Record<string, unknown>>;
type Result = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** Answers one Web API call as Slack would: `ok`, or the error's code and what it is about. */
export function answerApi(workspace: Workspace, method: string, authorization: string, text: string): Result {
  if (authorization === "") return refuse("not_authed");
  if (authorization !== `Bearer ${workspace.token}`) return refuse("invalid_auth");
  const call = methods[method];
  return call ? call(workspace, argsIn(text)) : refuse("unknown_method");
}

/** Takes what was sent to a response_url; gives why it is refused, if it is. */
export function answerRespond(workspace: Workspace, address: string, text: string): string | undefined {
  const known = workspace.addresses.get(address);
  if (!known) return "used_url";
  const args = argsIn(text);
  const bad = overLimits(args);
  if (bad) return bad.error;
  const original = workspace.messages.findIndex((message) => message.ts === known.ts);
  const message = newMessage(workspace, "response_url", known.channel, args);
  const old = workspace.messages[original];
  if (args.replace_original === true && old) {
    workspace.messages[original] = { ...old, text: message.text, blocks: message.blocks };
  } else {
    const only = args.response_type === "in_channel" ? {} : { only: known.user };
    workspace.messages.push({ ...message, ...only });
  }
  return undefined;
}

const methods: Readonly<Record<string, (workspace: Workspace, args: Args) => Result>> = {
  "auth.test": (workspace) => fine({ team_id: workspace.team, user_id: workspace.botUser, bot_id: "B0BOT" }),

  "users.info": (workspace, { user }) => {
    const member = workspace.members.get(String(user));
    if (!member) return refuse("user_not_found");
    return fine({
      user: {
        id: member.id,
        team_id: member.team ?? workspace.team,
        name: member.id.toLowerCase(),
        real_name: member.name,
        deleted: member.deleted ?? false,
        is_bot: member.bot ?? false,
        is_restricted: member.guest ?? false,
        is_ultra_restricted: false,
        is_stranger: member.stranger ?? false,
        is_email_confirmed: member.emailConfirmed ?? true,
        profile: { real_name: member.name, email: member.email },
      },
    });
  },

  "conversations.open": (workspace, { users }) =>
    workspace.members.has(String(users))
      ? fine({ channel: { id: directChannel(String(users)) } })
      : refuse("user_not_found"),

  "conversations.history": (workspace, { channel, limit }) => {
    const all = workspace.messages.filter((message) => message.channel === channel && !message.only);
    const messages = all.reverse().slice(0, Number(limit ?? 100));
    return fine({
      messages: messages.map(({ ts, text, from }) => ({ type: "message", ts, text, user: from })),
    });
  },

  "chat.postMessage": (workspace, args) => {
    const channel = channelOf(workspace, args.channel);
    const bad = channel ? overLimits(args) : refuse("channel_not_found");
    if (!channel || bad) return bad ?? refuse("channel_not_found");
    const message = newMessage(workspace, "chat.postMessage", channel, args);
    workspace.messages.push(message);
    return fine({ channel, ts: message.ts });
  },

  "chat.postEphemeral": (workspace, args) => {
    const channel = channelOf(workspace, args.channel);
    if (!channel) return refuse("channel_not_found");
    const bad = overLimits(args);
    if (bad) return bad;
    const message = newMessage(workspace, "chat.postEphemeral", channel, args);
    workspace.messages.push({ ...message, only: String(args.user) });
    return fine({ message_ts: message.ts });
  },

  "chat.update": (workspace, args) => {
    const at = workspace.messages.findIndex(({ channel, ts }) => channel === args.channel && ts === args.ts);
    const old = workspace.messages[at];
    if (!old || old.only) return refuse("message_not_found");
    if (old.from !== workspace.botUser) return refuse("cant_update_message");
    const bad = overLimits(args);
    if (bad) return bad;
    const { text, blocks } = newMessage(workspace, "chat.update", old.channel, args);
    workspace.messages[at] = { ...old, text, blocks };
    return fine({ channel: old.channel, ts: old.ts });
  },

  "views.open": (workspace, args) => {
    const trigger = workspace.triggers.get(String(args.trigger_id));
    if (!trigger) return refuse("invalid_trigger_id");
    if (trigger.used) return refuse("exchanged_trigger_id");
    if (workspace.now() - trigger.at > 3_000) return refuse("expired_trigger_id");
    const bad = overLimits(args.view, "invalid_arguments");
    if (bad) return bad;
    trigger.used = true;
    const modal = showView(workspace, trigger.user, `V${workspace.next()}`, args.view);
    return fine({ view: { id: modal.id, hash: modal.hash } });
  },

  "views.update": (workspace, args) => {
    const open = [...workspace.modals].find(([, modal]) => modal.id === args.view_id);
    if (!open) return refuse("not_found");
    const [user, modal] = open;
    if (args.hash !== undefined && args.hash !== modal.hash) return refuse("hash_conflict");
    const bad = overLimits(args.view, "invalid_arguments");
    if (bad) return bad;
    const { id, hash } = showView(workspace, user, modal.id, args.view);
    return fine({ view: { id, hash } });
  },

  "views.publish": (workspace, args) => {
    if (!workspace.members.has(String(args.user_id))) return refuse("invalid_arguments");
    workspace.homes.set(String(args.user_id), args.view as View);
    return fine({});
  },
};

/** Puts a view before a person; what was typed in inputs with the same ids stays. */
export function showView(workspace: Workspace, user: string, id: string, given: unknown): Modal {
  const view = given as View;
  const typed = workspace.modals.get(user)?.id === id ? workspace.modals.get(user)?.typed : undefined;
  const blocks = withIds(workspace, view.blocks);
  const hash = `${workspace.next()}.hash`;
  const modal: Modal = { id, hash, view: { ...view, blocks }, typed: typed ?? {}, errors: {} };
  workspace.modals.set(user, modal);
  return modal;
}

/** Why Slack would not take this message or view; undefined when it would. */
export function overLimits(payload: unknown, error = "invalid_blocks"): (Result & { ok: false }) | undefined {
  const messages = slackOverLimits(payload);
  return messages.length > 0 ? { ...refuse(error), ...{ response_metadata: { messages } } } : undefined;
}

function newMessage(workspace: Workspace, method: string, channel: string, args: Args): Message {
  const text = String(args.text);
  workspace.posted.push({ method, text, blocks: args.blocks });
  const ts = `${Math.floor(workspace.now() / 1000)}.${String(workspace.next()).padStart(6, "0")}`;
  const blocks = withIds(workspace, args.blocks as Block[]);
  return { channel, ts, from: workspace.botUser, text, blocks };
}

/** Slack names the blocks that have no name. */
function withIds(workspace: Workspace, blocks: readonly Block[]): Block[] {
  return blocks.map((block) => ({ ...block, block_id: block.block_id ?? `b${workspace.next()}` }));
}

function channelOf(workspace: Workspace, given: unknown): string | undefined {
  const channel = String(given);
  if (workspace.members.has(channel)) return directChannel(channel);
  const known = workspace.channels.has(channel) || workspace.members.has(channel.replace(/^D/, ""));
  return known ? channel : undefined;
}

/** Calls come as a form whose structured values are JSON, or as JSON. */
function argsIn(text: string): Args {
  if (text.startsWith("{")) return JSON.parse(text) as Args;
  const form = [...new URLSearchParams(text)];
  return Object.fromEntries(
    form.map(([name, value]) => [name, name === "blocks" || name === "view" ? JSON.parse(value) : value]),
  );
}

function fine(more: object): Result {
  return { ok: true, ...more };
}

function refuse(error: string): Result & { ok: false } {
  return { ok: false, error };
}
