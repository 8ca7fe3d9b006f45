import { createHash } from "node:crypto";
import type { Entry, Event, Instant, PersonId } from "./record.ts";

/** The record one event on. Each event hashes the one before it. */
export function happen(
  entry: Entry,
  act: string,
  to: string,
  by: PersonId,
  body: string,
  at: Instant,
): Entry {
  const prev = entry.history.at(-1)?.hash ?? "";
  const event = { at, by, act, from: entry.history.length > 0 ? entry.state : "", to, body, prev };
  const history = [...entry.history, { ...event, hash: hashOf(event) }];
  return { ...entry, state: to, history, version: history.length };
}

function hashOf({ at, by, act, from, to, body, prev }: Omit<Event, "hash">): string {
  return createHash("sha256")
    .update(JSON.stringify([at, by, act, from, to, body, prev]))
    .digest("hex");
}

/** Whether a history is whole: no event edited, removed, added or moved. */
export function historyHolds(history: readonly Event[]): boolean {
  return history.every(
    (event, at) => event.prev === (history[at - 1]?.hash ?? "") && event.hash === hashOf(event),
  );
}
