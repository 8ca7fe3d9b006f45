import { createHash } from "node:crypto";
import type { Entry, Event } from "./record.ts";

/** The record one event on. Each event hashes the one before it. */
export function happen(
  entry: Entry,
  { to, law, form, ...said }: Omit<Event, "from" | "prev" | "hash">,
): Entry {
  const prev = entry.history.at(-1)?.hash ?? "";
  const from = entry.history.length > 0 ? entry.state : "";
  const event = { ...said, from, to, ...(law && { law }), ...(form && { form }), prev };
  const history = [...entry.history, { ...event, hash: hashOf(event) }];
  return { ...entry, state: to, history, version: history.length };
}

function hashOf({ at, by, act, from, to, body, law = [], form = "", prev }: Omit<Event, "hash">): string {
  return createHash("sha256")
    .update(JSON.stringify([at, by, act, from, to, body, law, form, prev]))
    .digest("hex");
}

/** Whether a history is whole: no event edited, removed, added or moved. */
export function historyHolds(history: readonly Event[]): boolean {
  return history.every(
    (event, at) => event.prev === (history[at - 1]?.hash ?? "") && event.hash === hashOf(event),
  );
}
