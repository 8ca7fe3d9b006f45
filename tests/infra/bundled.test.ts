import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test, vi } from "vitest";
import { houseOf } from "#bot/config";
import { loadListed } from "#functions/load";
import { bundle } from "#infra/bundle";
import { doorAt, doors } from "#infra/doors";
import { openOsby, osbyFile } from "#tests/journeys/osby";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "kvalitetsboten-bundled-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Handler = (event: unknown) => Promise<unknown>;
interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The doors as they are deployed, loaded as Lambda loads them, and the paths to those that requests open. */
async function openBundles(env: Readonly<Record<string, string | undefined>>) {
  const before = { ...process.env };
  const handlers: Record<string, Handler> = {};
  Object.assign(process.env, env);
  for (const { name, entry } of doors) {
    const { file } = await bundle(join(root, entry), join(folder, name));
    handlers[name] = createRequire(file)(file).handler;
  }
  process.env = before;
  const server = createServer(async (request, response) => {
    const { headers, url, method } = request;
    const asked = doorAt(method, url);
    const event = {
      version: "2.0",
      rawPath: url,
      headers,
      requestContext: { http: { method } },
      pathParameters: asked?.pathParameters,
      body: await text(request),
      isBase64Encoded: false,
    };
    const answer = (await handlers[asked?.name ?? ""]?.(event)) as Answer;
    response.writeHead(answer.statusCode, answer.headers).end(answer.body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { handlers, url, close: () => server.close() };
}

test("what is left out of the bundles is not missed: they check, answer, deliver and sweep", async () => {
  // As in Lambda, and the only place the bundles look for them.
  vi.stubEnv("AWS_ACCESS_KEY_ID", "invented").stubEnv("AWS_SECRET_ACCESS_KEY", "invented");
  const town = await openOsby({ fastPath: false });
  await loadListed(houseOf(town.env, { now: town.clock.now }), osbyFile());
  const { handlers, url, close } = await openBundles(town.env);
  Object.defineProperty(town.door.teams, "url", { value: `${url}/api/messages` });
  Object.defineProperty(town.door.slack, "url", { value: `${url}/slack/events` });
  for (const path of ["/api/messages", "/slack/events"]) {
    const stranger = await fetch(`${url}${path}`, { method: "POST", body: '{"type":"message"}' });
    expect(stranger.status).toBe(401);
  }
  for (const method of ["GET", "POST"]) {
    const used = await fetch(`${url}/file/no-such-link`, { method });
    expect(used.status).toBe(410);
  }
  for (const platform of ["teams", "slack"] as const) {
    const anna = town.on[platform]("anna");
    await anna.arrive();
    await anna.say("avvikelse");
    expect(anna.card()).toContain("fara");
    // What searches lies in files of its own.
    await anna.say("rutin våld");
    expect(anna.card()).toContain("Rutin våld i nära relationer");
  }
  const event = { dynamodb: { Keys: { PK: { S: "T#osby#R#K7QF-3M2X" }, SK: { S: "RECORD" } } } };
  expect(await handlers.deliver?.({ Records: [event] })).toEqual({ batchItemFailures: [] });
  expect(await handlers.wake?.({})).toBeUndefined();
  close();
}, 60_000);
