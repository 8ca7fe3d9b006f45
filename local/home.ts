import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { formOf, seeks } from "#bot/commands";
import { type Env, houseOf, readSlack, readTeams, slackWords, teamsWords, troubleAt } from "#bot/config";
import { converseIn } from "#bot/conversation";
import { openFile } from "#bot/file";
import { sendersOf } from "#bot/senders";
import { openSlack } from "#bot/slack/door";
import { openTeams } from "#bot/teams/door";
import { compileOver } from "#functions/compile";
import { deliver } from "#functions/deliver";
import { type DocumentFor, documentFor } from "#functions/documents";
import type { House } from "#functions/house";
import type { Senders } from "#functions/reach";
import type { Store } from "#functions/storage/store";
import { wake } from "#functions/wake";
import { type Door, doorAt, doors } from "#infra/doors";
import { within } from "#infra/within";
import type { Clock } from "./clock.ts";

/** The same house at home: its doors on one port, delivery right after each save, the sweep by the clock. */
export interface Home {
  /** The house of the sweep. Each door has its own, as in the cloud: what one remembers another does not. */
  readonly house: House;
  readonly senders: Senders;
  readonly url: string;
  /** One sweep over all that is due. */
  wake(): Promise<void>;
  /** Waits until what saves have set going is delivered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly pathParameters: Readonly<Record<string, string>>;
}
interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

export interface HomeOptions {
  readonly env: Env;
  readonly clock: Clock;
  readonly port?: number;
  /** Further kinds, in a test that adds one. */
  readonly register?: House["register"];
  readonly log?: House["log"];
  /** Stands before the store of every door, in a test that counts. */
  readonly watch?: (store: Store) => Store;
  /** Without the fast path only the sweep delivers. */
  readonly fastPath?: boolean;
  /** Who writes the documents, in a test that has its own. */
  readonly documents?: DocumentFor;
}

/**
 * Opens the doors of a house on 127.0.0.1, from the same surroundings as in the cloud. Its links begin with its
 * own address when no other is given. Throws when the surroundings lack something, or when the port is taken.
 */
export async function openHome({
  env: given,
  clock,
  port = 0,
  register,
  log,
  watch = (store) => store,
  fastPath = true,
  documents = documentFor,
}: HomeOptions): Promise<Home> {
  const server = createServer();
  await listen(server, port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env: Env = { ...given, PUBLIC_URL: given.PUBLIC_URL ?? url };
  const senders = sendersOf(env);
  const going = new Set<Promise<void>>();
  const houseAt = (name: Door["name"]): House => {
    const door = doorOf(name);
    const bare = houseOf(env, { now: clock.now, saved });
    const shelf = within(watch(bare.store), doorOf(door.may.calls ?? name));
    return {
      ...bare,
      ...(door.may.calls && {
        compile: (ask) =>
          compileOver(
            (pk, from) => shelf.query({ index: "shelf", pk, ...(from && { from }) }),
            register ?? bare.register,
            // As it travels in the cloud.
            JSON.parse(JSON.stringify(ask)),
          ),
      }),
      store: within(watch(bare.store), door),
      ...(register && { register }),
      ...(log && { log }),
    };
  };
  const saved: House["saved"] = (tenant, id) => {
    if (!fastPath) return;
    const delivery = deliver(courier, senders, tenant, id)
      .catch((error) => courier.log({ at: clock.now(), tenant, record: id, why: nameOf(error) }))
      .finally(() => going.delete(delivery));
    going.add(delivery);
  };
  const courier = houseAt("deliver");
  const sweep = houseAt("wake");
  const teamsHouse = houseAt("teams");
  const slackHouse = houseAt("slack");
  const answers: Readonly<Record<string, (request: Request) => Promise<HttpAnswer>>> = {
    teams: openTeams({
      ...readTeams(env),
      words: teamsWords,
      converse: converseIn(teamsHouse),
      trouble: troubleAt(teamsHouse, "teams"),
    }).answer,
    slack: openSlack({
      ...readSlack(env),
      words: slackWords,
      converse: converseIn(slackHouse),
      formOf: (word) => formOf(word, slackHouse.register),
      seeks: (word) => seeks(word, slackHouse.register),
      wallClock: Date.now,
      trouble: troubleAt(slackHouse, "slack"),
    }),
    file: openFile(houseAt("file"), documents),
  };
  server.on("request", async (request, response) => {
    const asked = doorAt(request.method, request.url);
    const answer = asked && answers[asked.name];
    const nowhere: HttpAnswer = { statusCode: 404, headers: {}, body: "" };
    try {
      const { statusCode, headers, body, isBase64Encoded } = answer
        ? await answer(await read(request, asked.pathParameters))
        : nowhere;
      response.writeHead(statusCode, headers).end(Buffer.from(body, isBase64Encoded ? "base64" : "utf8"));
    } catch (error) {
      // The caller hung up in the middle, or a door failed: neither ends the house.
      sweep.log({ at: clock.now(), why: nameOf(error) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  return {
    house: sweep,
    senders,
    url,
    wake: () => wake(sweep, senders),
    async settled() {
      while (going.size > 0) await Promise.all(going);
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

function doorOf(name: Door["name"]): Door {
  const door = doors.find((each) => each.name === name);
  if (!door) throw new Error(`there is no door ${name} in infra/doors.ts`);
  return door;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", ready);
  });
}

/** Longer than any door lets in; what is cut off there is refused by the door itself. */
const longest = 2 * 1024 * 1024;

/** The request as API Gateway hands it over; bytes that are not UTF-8 text go as base64. */
async function read(request: IncomingMessage, pathParameters: Request["pathParameters"]): Promise<Request> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= longest) chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString("utf8");
  const isText = Buffer.from(text, "utf8").equals(bytes);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value ?? "")]);
  return {
    headers: Object.fromEntries(headers),
    body: isText ? text : bytes.toString("base64"),
    isBase64Encoded: !isText,
    requestContext: { http: { method: request.method ?? "" } },
    pathParameters,
  };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "failed");
