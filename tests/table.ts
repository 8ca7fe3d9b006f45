import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { type DynamoOptions, openDynamo } from "#functions/storage/dynamo";
import type { Store } from "#functions/storage/store";
import { createTables } from "#local/dynamo";

export interface FreshTables {
  readonly store: Store;
  readonly keys: Store;
  /** For what opens its own store: a process of its own, or a door. */
  readonly endpoint: string;
  readonly names: { readonly table: string; readonly keys: string };
}

/** Two empty tables that no other test knows of, opened. `units` hears what the main table's calls consume. */
export async function freshTables(units?: DynamoOptions["units"]): Promise<FreshTables> {
  const endpoint = inject("dynamo");
  const id = randomUUID();
  const names = { table: `test-${id}`, keys: `test-${id}-keys` };
  await createTables(endpoint, names);
  return {
    store: openDynamo({ endpoint, table: names.table, units }),
    keys: openDynamo({ endpoint, table: names.keys }),
    endpoint,
    names,
  };
}
