import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { formOf } from "#bot/commands";
import { type Env, houseOf, readSlack, readTeams, slackWords, teamsWords, troubleAt } from "#bot/config";
import { converseIn } from "#bot/conversation";
import { sendersOf } from "#bot/senders";
import { openSlack } from "#bot/slack/door";
import { openTeams } from "#bot/teams/door";
import { deliver } from "#functions/deliver";
import type { House } from "#functions/house";
import type { Senders } from "#functions/reach";
import { wake } from "#functions/wake";
import { type Door, doors } from "#infra/doors";
import { within } from "#infra/within";
import type { Clock } from "./clock.ts";

/** The same house at home: both doors on one port, delivery right after each save, the sweep by the clock. */
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
}
interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HomeOptions {
  readonly env: Env;
  readonly clock: Clock;
  readonly port?: number;
  /** Further kinds, in a test that adds one. */
  readonly register?: House["register"];
  readonly log?: House["log"];
  /** Without the fast path only the sweep delivers. */
  readonly fastPath?: boolean;
}

/**
 * Opens the doors of a house on 127.0.0.1, from the same surroundings as in the cloud. Throws when these lack
 * something, or when the port is taken.
 */
export async function openHome({
  env,
  clock,
  port = 0,
  register,
  log,
  fastPath = true,
}: HomeOptions): Promise<Home> {
  const senders = sendersOf(env);
  const going = new Set<Promise<void>>();
  const houseAt = (name: Door["name"]): House => {
    const door = doors.find((each) => each.name === name);
    if (!door) throw new Error(`there is no door ${name} in infra/doors.ts`);
    const bare = houseOf(env, { now: clock.now, saved });
    return { ...bare, store: within(bare.store, door), ...(register && { register }), ...(log && { log }) };
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
      wallClock: Date.now,
      trouble: troubleAt(slackHouse, "slack"),
    }),
  };
  const server = createServer(async (request, response) => {
    const door = doors.find(({ opens }) => "path" in opens && opens.path === request.url);
    const answer = request.method === "POST" ? answers[door?.name ?? ""] : undefined;
    const nowhere = { statusCode: 404, headers: {}, body: "" };
    try {
      const { statusCode, headers, body } = answer ? await answer(await read(request)) : nowhere;
      response.writeHead(statusCode, headers).end(body);
    } catch (error) {
      // The caller hung up in the middle, or a door failed: neither ends the house.
      sweep.log({ at: clock.now(), why: nameOf(error) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  await listen(server, port);
  return {
    house: sweep,
    senders,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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

function listen(server: Server, port: number): Promise<void> {
  return new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", ready);
  });
}

/** Longer than any door lets in; what is cut off there is refused by the door itself. */
const longest = 2 * 1024 * 1024;

/** The request as API Gateway hands it over; bytes that are not UTF-8 text go as base64. */
async function read(request: IncomingMessage): Promise<Request> {
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
  };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "failed");
