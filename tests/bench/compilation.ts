// How the time and the memory of a compilation grow with the records: `npm run bench`. Each size is counted in fresh
// processes, turn about, with what may not be published hidden and with nothing hidden.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { compileOver } from "#functions/compile";
import { shipped } from "#functions/house";
import { openDynamo } from "#functions/storage/dynamo";
import { createTables, startDynamo } from "#local/dynamo";
import { asked, itemsOf, type Way } from "./city.ts";
import type { Run } from "./one-compilation.ts";

/** Time per record per tenfold, and megabytes from the least to the most (design §7). */
const budgets = { time: 1.15, memory: 64 };
const sizes = [1_000, 10_000, 100_000] as const;
const runs = 3;
const ways: readonly Way[] = ["published", "open"];

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const all = ways.flatMap((document) => sizes.map((total) => ({ document, total, runs: [] as Run[] })));
for (let n = 0; n < runs; n++) for (const each of all) each.runs.push(inProcess(each.total, each.document));
const told = all.map(({ document, total, runs: each }) => ({
  document,
  records: total,
  time: (1000 * median(each.map(({ ms }) => ms))) / total,
  heap: median(each.map(({ heap }) => heap)),
  process: median(each.map((run) => run.process)),
}));
console.table(
  told.map(({ document, records, ...row }) => ({
    document,
    records,
    "µs a record": Number(row.time.toFixed(1)),
    "heap MB": Number(row.heap.toFixed(1)),
    "process MB": Math.round(row.process),
  })),
);
for (const document of ways)
  judge(
    document,
    told.filter((row) => row.document === document),
  );
await throughTheTable(1_000);

function judge(document: Way, [least, middle, most]: typeof told): void {
  if (!least || !middle || !most) return;
  const ratios = [middle.time / least.time, most.time / middle.time];
  const grown = most.heap - least.heap;
  const twice = ratios.map((ratio) => ratio.toFixed(2)).join(" and ");
  say(`${document}: ${twice} × the time per record per tenfold`, budgets.time, Math.max(...ratios));
  say(`${document}: ${grown.toFixed(1)} MB more in memory over the range`, budgets.memory, grown);
}

function say(what: string, budget: number, is: number): void {
  console.log(`${what}, budget ${budget}: ${is <= budget ? "kept" : "BROKEN"}`);
  if (is > budget) process.exitCode = 1;
}

function inProcess(total: number, document: Way): Run {
  const flags = ["--expose-gc", "--import", "tsx", join(import.meta.dirname, "one-compilation.ts")];
  const printed = execFileSync(process.execPath, [...flags, `${total}`, document], { encoding: "utf8" });
  return JSON.parse(printed.trim().split("\n").at(-1) ?? "");
}

/** What it costs to read: the shelves alone, from the embedded engine. */
async function throughTheTable(total: number): Promise<void> {
  const dynamo = await startDynamo();
  const names = { table: "records", keys: "keys" };
  await createTables(dynamo.endpoint, names);
  let used = 0;
  const units = (_verb: string, n: number) => {
    used += n;
  };
  const store = openDynamo({ endpoint: dynamo.endpoint, table: names.table, units });
  for await (const item of itemsOf(total)) await store.put(item);
  used = 0;
  const start = performance.now();
  await compileOver(
    (pk, from) => store.query({ index: "shelf", pk, ...(from && { from }) }),
    shipped,
    asked("published"),
  );
  const ms = Math.round(performance.now() - start);
  console.log(`${total} records through the table: ${used} request units read, ${ms} ms`);
  await dynamo.stop();
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
