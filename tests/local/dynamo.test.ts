import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { create } from "dynalite/db/index.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDynamo } from "#functions/storage/dynamo";
import { type IndexName, type Item, indexKeys, type Store } from "#functions/storage/store";
import { createTables, type LocalDynamo, type LocalDynamoOptions, startDynamo } from "#local/dynamo";

const names = { table: "main", keys: "main-keys" };
const indexes = Object.keys(indexKeys) as IndexName[];
const key = { PK: "T#osby", SK: "RECORD" };

let folder: string;
let started: LocalDynamo[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dynamo-"));
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((dynamo) => dynamo.stop()));
  await rm(folder, { recursive: true, force: true });
});

describe("The embedded DynamoDB", () => {
  test("keeps its items over a stop and a start, tables created once", async () => {
    const first = await start();
    await first.store.put({ ...key, rev: 1 });
    await first.stop();
    await first.stop();
    expect(running(first.pid)).toBe(false);
    const second = await start();
    expect(second.rebuilt).toBe(false);
    expect(await second.store.get(key)).toEqual({ ...key, rev: 1 });
  });

  test("begins empty when asked to", async () => {
    const first = await start();
    await first.store.put(key);
    await first.stop();
    const second = await start({ fresh: true });
    expect(await second.store.get(key)).toBeUndefined();
  });

  test("refuses in one line to share a folder, and leaves the first alone, also when it would begin empty", async () => {
    const first = await start();
    await first.store.put(key);
    for (const fresh of [false, true])
      await expect(start({ fresh })).rejects.toThrow(
        `The embedded DynamoDB did not start: Another process is running on ${folder}: stop it first`,
      );
    expect(await first.store.get(key)).toEqual(key);
    await first.stop();
    expect((await start()).rebuilt).toBe(false);
  });

  test("refuses in one line a port that is taken", async () => {
    const first = await start({ folder: undefined });
    const port = Number(new URL(first.endpoint).port);
    await expect(start({ port })).rejects.toThrow(
      `did not start: listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
    );
  });

  test("refuses tables of another shape than this version's", async () => {
    const dynamo = await start();
    const swapped = { table: names.keys, keys: names.table };
    await expect(createTables(dynamo.endpoint, swapped)).rejects.toThrow("start with --fresh");
  });

  test("outlives a caller who hangs up in the middle of a request", async () => {
    const dynamo = await start();
    const socket = connect(Number(new URL(dynamo.endpoint).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: dynamo\r\nContent-Length: 100\r\n\r\nhalf");
    await pause(100);
    socket.resetAndDestroy();
    await pause(100);
    expect(await dynamo.store.get(key)).toBeUndefined();
  });

  test("ends by itself, and cleanly, when the process that started it is killed", async () => {
    const source = `
      import { startDynamo } from ${JSON.stringify(new URL("../../local/dynamo.ts", import.meta.url).href)};
      const { pid } = await startDynamo({ folder: ${JSON.stringify(folder)} });
      console.log(pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = await once(parent.stdout, "data");
    expect(running(Number(pid))).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => running(Number(pid)), { timeout: 10_000 }).toBe(false);
    expect(existsSync(join(folder, "running"))).toBe(false);
  });
});

describe("After an unclean stop", () => {
  test("missing index entries are made again and stale ones are gone", async () => {
    const first = await start();
    for (let n = 0; n < 40; n++) await first.store.put(placed(n, "before"));
    await first.stop();
    const before = await indexEntries();
    const second = await start();
    for (let n = 0; n < 40; n++) await second.store.put(placed(n, "after"));
    await second.store.remove(placed(39, "after"));
    await second.stop();

    const level = create({ path: join(folder, "level") });
    const after = await indexEntries(level);
    await level.db.batch([
      ...after.filter((_, n) => n % 2 === 0).map(([key]) => ({ type: "del" as const, key })),
      ...before.filter((_, n) => n % 3 === 0).map(([key, value]) => ({ type: "put" as const, key, value })),
    ]);
    await level.db.close();
    await writeFile(join(folder, "running"), "");

    const third = await start();
    expect(third.rebuilt).toBe(true);
    await third.stop();
    expect(await indexEntries()).toEqual(after);
    expect((await start()).rebuilt).toBe(false);
  });

  test("every acknowledged item is there and every index tells the same as the items", async () => {
    const acknowledged = new Map<number, number>();
    for (let round = 0; round < 4; round++) {
      const dynamo = await start();
      expect(dynamo.rebuilt).toBe(round > 0);
      await consistent(dynamo.store, acknowledged);
      const writers = Array.from({ length: 16 }, async (_, writer) => {
        for (let turn = 1; ; turn++) {
          const n = writer * 10 + (turn % 10);
          const rev = round * 100_000 + turn;
          await dynamo.store.put(placed(n, `move ${rev}`, rev));
          acknowledged.set(n, rev);
        }
      });
      await pause(150 + 70 * round);
      process.kill(dynamo.pid, "SIGKILL");
      await Promise.allSettled(writers);
    }
    await consistent((await start()).store, acknowledged);
    expect(acknowledged.size).toBeGreaterThan(80);
  });
});

async function start(options: LocalDynamoOptions = {}): Promise<LocalDynamo & { store: Store }> {
  const dynamo = await startDynamo({ folder, ...options });
  started.push(dynamo);
  await createTables(dynamo.endpoint, names);
  return { ...dynamo, store: openDynamo({ endpoint: dynamo.endpoint, table: names.table }) };
}

/** An item that every index holds, at a place that can move. */
function placed(n: number, place: string, rev = 0): Item {
  const keys = indexes.flatMap((index) => [
    [indexKeys[index].pk, index],
    [indexKeys[index].sk, `${place} ${n}`],
  ]);
  return { PK: `item ${n}`, SK: "RECORD", n, rev, facts: { rev }, ...Object.fromEntries(keys) };
}

/** Holds that each item is as acknowledged (or as its writer's last, unacknowledged try), once in each index. */
async function consistent(store: Store, acknowledged: Map<number, number>) {
  const expected: unknown[] = [];
  for (const [n, rev] of acknowledged) {
    const item = await store.get({ PK: `item ${n}`, SK: "RECORD" });
    expect(item?.rev).toBeGreaterThanOrEqual(rev);
    expected.push([item?.PK, item?.wakeSK]);
  }
  for (const index of indexes) {
    const { items } = await store.query({ index, pk: index });
    const told = items.map((item) => [item.PK, item[indexKeys[index].sk]]);
    const known = told.filter(([PK]) => acknowledged.has(Number(String(PK).slice(5))));
    expect(known.sort()).toEqual(expected.sort());
  }
}

async function indexEntries(level?: ReturnType<typeof create>): Promise<[string, unknown][]> {
  const opened = level ?? create({ path: join(folder, "level") });
  const entries: [string, unknown][] = [];
  for await (const entry of opened.db.iterator({ gte: "index-", lt: "index." })) entries.push(entry);
  if (!level) await opened.db.close();
  return entries;
}

function running(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
