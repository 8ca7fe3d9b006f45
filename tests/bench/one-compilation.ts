// One compilation of so many records, in a process of its own: see compilation.ts.
import { compileOver, type ReadShelf } from "#functions/compile";
import { shipped } from "#functions/house";
import { asked, shelvesOf, type Way } from "./city.ts";

export interface Run {
  /** Spent by the engine, without the pages being made up. */
  readonly ms: number;
  /** The most that is in use at any page border, and the most the process ever had. */
  readonly heap: number;
  readonly process: number;
}

const [total, way] = [Number(process.argv[2]), process.argv[3] as Way];
// First so many records that the engine is warm.
await compileOver(shelvesOf(5_000), shipped, asked(way));

const read = shelvesOf(total);
let apart = 0;
let heap = 0;
const sampled: ReadShelf = async (pk, from) => {
  const start = performance.now();
  globalThis.gc?.();
  heap = Math.max(heap, process.memoryUsage().heapUsed / 1e6);
  const page = await read(pk, from);
  apart += performance.now() - start;
  return page;
};
const start = performance.now();
await compileOver(sampled, shipped, asked(way));
const ms = performance.now() - start - apart;
const run: Run = { ms, heap, process: process.resourceUsage().maxRSS / 1e3 };
console.log(JSON.stringify(run));
