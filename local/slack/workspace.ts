import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerApi, answerRespond } from "./api.ts";
import type { Typed } from "./inputs.ts";
import type { Block, Words } from "./shapes.ts";
import { textOf } from "./text.ts";

/** A person of the workspace; everything absent is the ordinary member. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly emailConfirmed?: boolean;
  readonly team?: string;
  readonly guest?: boolean;
  readonly stranger?: boolean;
  readonly deleted?: boolean;
  readonly bot?: boolean;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly from: string;
  /** Set on an ephemeral message: the only one who sees it. */
  readonly only?: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

export interface View {
  readonly type: string;
  readonly title: Words;
  readonly submit?: Words;
  readonly close?: Words;
  readonly private_metadata?: string;
  readonly blocks: readonly Block[];
}

/** The modal that stands open before a person. */
export interface Modal {
  readonly id: string;
  readonly hash: string;
  readonly view: View;
  readonly typed: Typed;
  /** What Slack shows under the fields, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** How Slack itself is doing: `deaf` does what it is asked and then answers 500. */
type Weather = "fine" | "down" | "limited" | "deaf";

export interface Workspace {
  readonly url: string;
  readonly team: string;
  readonly app: string;
  readonly botUser: string;
  readonly token: string;
  readonly now: () => number;
  weather: Weather;
  readonly members: Map<string, Member>;
  /** Who is in each channel that is not a conversation with the bot. */
  readonly channels: Map<string, readonly string[]>;
  readonly messages: Message[];
  readonly modals: Map<string, Modal>;
  readonly homes: Map<string, View>;
  readonly triggers: Map<string, { user: string; at: number; used: boolean }>;
  readonly addresses: Map<string, { user: string; channel: string; ts?: string }>;
  /** Everything that was ever put in a chat or on a lock screen, as it was sent. */
  readonly posted: { readonly method: string; readonly text: string; readonly blocks: unknown }[];
  /** A number used once, for ids and timestamps. */
  next(): number;
  /** What this person's screen shows, in plain text: messages, then the open modal. */
  seen(user: string): string;
  /** The messages this person can see, oldest first. */
  messagesOf(user: string): Message[];
  lastMessage(user: string): Message | undefined;
  close(): Promise<void>;
}

/** The conversation between the bot and one person. */
export function directChannel(user: string): string {
  return `D${user}`;
}

/**
 * A Slack of our own on 127.0.0.1: takes Web API calls, refuses what Slack refuses, and keeps what each person
 * sees. `now` is Slack's clock, by which triggers grow too old.
 */
export async function openWorkspace(options: {
  token: string;
  members: readonly Member[];
  team?: string;
  port?: number;
  channels?: Readonly<Record<string, readonly string[]>>;
  now?: () => number;
}): Promise<Workspace> {
  let count = 0;
  const server = createServer((request, response) => {
    void serve(workspace, request, response);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const workspace: Workspace = {
    url: `http://127.0.0.1:${port}/api/`,
    team: options.team ?? "T0OSBY",
    app: "A0KVALITET",
    botUser: "U0BOT",
    token: options.token,
    now: options.now ?? Date.now,
    weather: "fine",
    members: new Map(options.members.map((member) => [member.id, member])),
    channels: new Map(Object.entries(options.channels ?? {})),
    messages: [],
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    addresses: new Map(),
    posted: [],
    next: () => ++count,
    messagesOf: (user) => workspace.messages.filter((message) => sees(workspace, user, message)),
    lastMessage: (user) => workspace.messagesOf(user).at(-1),
    seen: (user) => screenOf(workspace, user),
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
  return workspace;
}

function sees(workspace: Workspace, user: string, message: Message): boolean {
  if (message.only) return message.only === user;
  return message.channel === directChannel(user) || !!workspace.channels.get(message.channel)?.includes(user);
}

function screenOf(workspace: Workspace, user: string): string {
  const messages = workspace.messagesOf(user).map((message) => {
    const who = workspace.members.get(message.from)?.name ?? "Kvalitetsboten";
    const words = message.blocks.length > 0 ? textOf(message.blocks) : message.text;
    return `${who}${message.only ? " (only you see this)" : ""}:\n${words}`;
  });
  const modal = workspace.modals.get(user);
  return [...messages, ...(modal ? [textOfModal(modal)] : [])].join("\n\n");
}

/** A modal as its person reads it: frame, page, and what is wrong. */
export function textOfModal({ view, errors }: Modal): string {
  const frame = `== ${view.title.text} ==`;
  const buttons = [view.submit, view.close].flatMap((words) => (words ? [`[${words.text}]`] : [])).join(" ");
  return [frame, textOf(view.blocks), ...Object.values(errors).map((error) => `(!) ${error}`), buttons].join(
    "\n",
  );
}

async function serve(
  workspace: Workspace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
  if (workspace.weather === "down") return answer(500, {});
  if (workspace.weather === "limited") return answer(429, {}, { "retry-after": "7" });
  const [, room, name = ""] = (request.url ?? "").split("/");
  if (room === "respond") {
    const refused = answerRespond(workspace, name, text);
    return refused ? answer(404, { error: refused }) : answer(200, { ok: true });
  }
  const done = answerApi(workspace, name, request.headers.authorization ?? "", text);
  return workspace.weather === "deaf" ? answer(500, {}) : answer(200, done);
}
