import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { houseOf } from "#bot/config";
import { loadListed } from "#functions/load";
import { bundle } from "#infra/bundle";
import { type Door, doorAt, doors } from "#infra/doors";
import { openOsby, osbyFile } from "#tests/journeys/osby";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "kvalitetsboten-bundle-"));
afterAll(() => rmSync(folder, { recursive: true }));

const made = new Map<string, ReturnType<typeof bundle>>();
/** A door as it is deployed, built once. */
function bundled({ name, entry }: Door): ReturnType<typeof bundle> {
  const known = made.get(name) ?? bundle(join(root, entry), join(folder, name));
  made.set(name, known);
  return known;
}

describe("what a bundle leaves out and loads later", () => {
  const file = join(folder, "fixture", "index.cjs");
  beforeAll(() => bundle(join(root, "tests/fixtures/bundle/loads-later.cjs"), join(folder, "fixture")));

  /** Runs the bundle in a process of its own, and tells which modules of Node it had asked for before and after. */
  function call(what: string): { before: string[]; after: string[]; answer: unknown } {
    const program = `
      const { Module } = require("node:module");
      const asked = [];
      const real = Module.prototype.require;
      Module.prototype.require = function (id) { asked.push(id); return real.call(this, id); };
      const { handler } = require(${JSON.stringify(file)});
      const before = [...asked];
      handler(${JSON.stringify(what)}).catch((error) => error.message)
        .then((answer) => console.log(JSON.stringify({ before, after: asked, answer })));`;
    return JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }));
  }

  test("a package loaded later is not run before it is called, and then works", () => {
    const { before, after, answer } = call("later");
    expect(before).not.toContain("crypto");
    expect(after).toContain("crypto");
    expect(answer).toBe("hej");
  });

  test("an importer finds the default export, or the module itself where there is none", () => {
    expect(call("interop").answer).toEqual(["function", "function", true, true]);
  });

  test("a package left out can be named, and says so when it is called", () => {
    expect(call("absent").answer).toBe("express is left out of the bundle");
  });
});

describe("each door keeps to its size, of what it compiles as it opens", () => {
  const budgets: Record<Door["name"], number> = {
    slack: 820_000,
    teams: 1_280_000,
    // Of which charts are 0.6 MB, their PNG fallback 3.3 and page numbers 1.8: run only for a document that has them.
    file: 5_930_000,
    deliver: 1_290_000,
    compile: 560_000,
    wake: 1_300_000,
  };

  /** What is read once something asks for it: what the Teams SDK calls out with, and what searches. */
  const later: Readonly<Record<string, number>> = {
    "later.cjs": 770_000,
    "minisearch.mjs": 20_000,
    "swedish.mjs": 6_000,
  };
  const search = ["minisearch.mjs", "swedish.mjs"];
  const besides: Partial<Record<Door["name"], readonly string[]>> = {
    slack: search,
    teams: ["later.cjs", ...search],
    deliver: ["later.cjs"],
    wake: ["later.cjs"],
  };

  test.each(doors)("$name", { timeout: 30_000 }, async (door) => {
    const { name } = door;
    const { bytes, file } = await bundled(door);
    expect(bytes).toBeLessThanOrEqual(budgets[name]);
    const beside = readdirSync(join(folder, name)).filter((each) => each !== "index.cjs");
    expect(beside).toEqual(besides[name] ?? []);
    for (const each of beside)
      expect([each, statSync(join(folder, name, each)).size <= (later[each] ?? 0)]).toEqual([each, true]);
    // What draws Word files is carried by the door that gives them, and by no other.
    expect(readFileSync(file, "utf8").includes("w:tblHeader")).toBe(name === "file");
  });
});

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
  for (const door of doors) {
    const { file } = await bundled(door);
    handlers[door.name] = createRequire(file)(file).handler;
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
