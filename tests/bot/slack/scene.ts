import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Converse, Turn } from "#bot/conversation";
import { type HttpAnswer, openSlack, type SlackDoor } from "#bot/slack/door";
import type { RawRequest } from "#bot/slack/verify";
import type { Action, Card, Part, Reply } from "#cards/card";
import { type SlackPerson, slackPerson } from "#local/slack/client";
import { openWorkspace, type Workspace } from "#local/slack/workspace";

export const signingSecret = "a secret of the tests";
export const botToken = "xoxb-test";
export const words = {
  close: "Stäng",
  name: "Kvalitetsboten",
  preview: "Nytt ärende",
  expired: "Det tog för lång tid. Tryck igen.",
  done: "Du kan stänga rutan.",
};
export const formOf = (word: string) => (word === "avvikelse" ? "deviation" : undefined);
export const seeks = (word: string) => word === "rutin";

export const answer: Action = { do: "answer", form: "deviation", draft: "d1", step: "what" };
const cancel: Action = { do: "cancel", form: "deviation", draft: "d1" };

export const whatHappened: Extract<Part, { type: "input" }> = {
  type: "input",
  name: "what",
  label: "Vad hände?",
  required: true,
  input: { type: "text", multiline: true, max: 2000 },
};

export function page(over: Partial<Card> = {}): Card {
  return {
    title: "Rapportera avvikelse",
    surface: "dialog",
    parts: [whatHappened],
    buttons: [
      { label: "Nästa", action: answer, opens: "turn", style: "primary" },
      { label: "Avbryt", action: cancel, opens: "turn" },
    ],
    ...over,
  };
}

export function message(over: Partial<Card> = {}): Card {
  return {
    title: "Ärende K7QF-3M2X",
    surface: "message",
    parts: [{ type: "text", text: "Tryck för att börja." }],
    buttons: [
      { label: "Börja", action: { do: "start", form: "deviation" }, opens: "turn", style: "primary" },
      { label: "Öppna", action: { do: "open", record: "K7QF-3M2X" }, opens: "dialog" },
    ],
    ...over,
  };
}

/** A door on a port of its own, a stand-in Slack beside it, and a house that answers what the test says. */
export interface Scene {
  readonly workspace: Workspace;
  readonly anna: SlackPerson;
  readonly url: string;
  readonly turns: Turn[];
  readonly troubles: string[];
  replies(converse: (turn: Turn) => Reply | undefined | Promise<Reply | undefined>): void;
  readonly known: { contact?: unknown; profile?: () => Promise<unknown> };
  slackTime: number;
  close(): Promise<void>;
}

export async function openScene(over: Partial<SlackDoor> = {}): Promise<Scene> {
  let converse: (turn: Turn) => Reply | undefined | Promise<Reply | undefined> = () => undefined;
  const heard: Converse = async (turn, known) => {
    scene.turns.push(turn);
    Object.assign(scene.known, known);
    return converse(turn);
  };
  const workspace = await openWorkspace({
    token: botToken,
    members: [{ id: "UANNA", name: "Anna Almqvist", email: "anna@osby.example" }],
    channels: { CALLA: ["UANNA"] },
    now: () => scene.slackTime,
  });
  const troubles: string[] = [];
  const handle = openSlack({
    signingSecret,
    botToken,
    apiUrl: workspace.url,
    converse: heard,
    formOf,
    seeks,
    words,
    wallClock: () => scene.slackTime,
    trouble: (why) => troubles.push(why),
    ...over,
  });
  const served = await serveDoor(handle);
  const scene: Scene = {
    workspace,
    url: served.url,
    anna: slackPerson(
      workspace,
      { url: served.url, signingSecret, wallClock: () => scene.slackTime },
      "UANNA",
    ),
    turns: [],
    troubles,
    known: {},
    slackTime: Date.now(),
    replies: (next) => {
      converse = next;
    },
    close: async () => {
      await served.close();
      await workspace.close();
    },
  };
  return scene;
}

async function serveDoor(handle: (request: RawRequest) => Promise<HttpAnswer>) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    // As API Gateway may: the body in base64.
    const body = Buffer.concat(chunks).toString("base64");
    const answered = await handle({ headers, body, isBase64Encoded: true });
    response.writeHead(answered.statusCode, answered.headers).end(answered.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
