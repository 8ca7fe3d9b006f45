import type { Store } from "#functions/storage/store";
import type { Door } from "./doors.ts";

/** The part of a person's partition that a door may remove: what its role in the cloud says, too. */
const draft = /^T#[^#]+#P#/;
const readLog = /^T#[^#]+#READ#/;

/**
 * A store that lets a door do what `doors.ts` says it may, and throws at anything else. What a role in the
 * cloud would refuse is so refused at home as well, and in the journeys, where somebody sees it in time.
 */
export function within(store: Store, { name, may }: Pick<Door, "name" | "may">): Store {
  const check = (allowed: boolean, what: string) => {
    if (!allowed) throw new Error(`The door ${name} may not ${what}: see infra/doors.ts`);
  };
  return {
    async get(key) {
      check(may.table.includes("get") && !readLog.test(key.PK), `get ${key.SK}`);
      return store.get(key);
    },
    async put(item, when) {
      check(may.table.includes("put"), `put ${item.SK}`);
      return store.put(item, when);
    },
    async remove(key) {
      check(may.table.includes("removeDraft") && draft.test(key.PK), `remove ${key.SK}`);
      return store.remove(key);
    },
    async query(query) {
      const { index, pk } = query;
      check(
        index ? may.indexes.includes(index) : may.table.includes("query") && !readLog.test(pk),
        `query ${index ?? "the table"}`,
      );
      return store.query(query);
    },
  };
}
