import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDynamo } from "#functions/storage/dynamo";
import type { Store } from "#functions/storage/store";
import { type FreshTables, freshTables } from "#tests/table";

let tables: FreshTables;
let store: Store;
beforeAll(async () => {
  tables = await freshTables();
  store = tables.store;
});

describe("Over a bad line", () => {
  /** What happens to the first request that comes: passed on and the answer lost, or never answered at all. */
  let fault: "answer lost" | "silence" | undefined;
  const bodies: string[] = [];
  const line = createServer(async (request, response) => {
    const body = await bodyOf(request);
    bodies.push(body);
    const now = fault;
    fault = undefined;
    if (now !== "silence") await passOn(request, body, response, now === "answer lost");
  });
  let far: Store;
  beforeAll(async () => {
    await new Promise<void>((listening) => line.listen(0, "127.0.0.1", listening));
    const address = line.address();
    const port = typeof address === "object" ? address?.port : undefined;
    far = openDynamo({ endpoint: `http://127.0.0.1:${port}`, table: tables.names.table });
  });
  afterAll(() => {
    line.closeAllConnections();
    line.close();
  });

  test("a put whose answer was lost is not called a conflict with itself", async () => {
    const item = { PK: "lost", SK: "RECORD", rev: 1, list: [{ at: "now" }], gone: undefined };
    fault = "answer lost";
    expect(await far.put(item, "absent")).toBe("ok");
    fault = "answer lost";
    expect(await far.put({ ...item, rev: 2 }, { rev: 1 })).toBe("ok");
    expect(await store.get(item)).toEqual({ PK: "lost", SK: "RECORD", rev: 2, list: [{ at: "now" }] });
  });

  test("a put that meets somebody else's item is a conflict, on the second attempt too", async () => {
    await store.put({ PK: "met", SK: "RECORD", rev: 1, by: "anna" });
    fault = "answer lost";
    expect(await far.put({ PK: "met", SK: "RECORD", rev: 1, by: "maja" }, "absent")).toBe("conflict");
    expect(await store.get({ PK: "met", SK: "RECORD" })).toMatchObject({ by: "anna" });
  });

  test("a request that is never answered is given up and made again", async () => {
    await store.put({ PK: "silent", SK: "RECORD" });
    fault = "silence";
    const began = Date.now();
    expect(await far.get({ PK: "silent", SK: "RECORD" })).toBeDefined();
    expect(Date.now() - began).toBeLessThan(6000);
  });

  test("gets and queries of the table ask for what was last written", async () => {
    bodies.length = 0;
    await far.get({ PK: "a", SK: "b" });
    await far.query({ pk: "a" });
    await far.query({ index: "wake", pk: "a" });
    expect(bodies.map((body) => JSON.parse(body).ConsistentRead)).toEqual([true, true, undefined]);
  });

  async function passOn(request: IncomingMessage, body: string, response: ServerResponse, lose: boolean) {
    const headers = Object.entries(request.headers).filter(
      ([name]) => name.startsWith("x-amz") || /^(auth|content-type)/.test(name),
    );
    const answer = await fetch(tables.endpoint, {
      method: "POST",
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
      body,
    });
    const text = await answer.text();
    if (lose) return response.destroy();
    return response
      .writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" })
      .end(text);
  }
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
