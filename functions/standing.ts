import type { Kind } from "#domain/kind";
import type { Facts, RecordId, TenantId } from "#domain/record";
import type { House } from "./house.ts";
import { queried } from "./lines.ts";
import { ownerOf, shelfOf } from "./storage/store.ts";

/** A record that stands, by what may be counted of it. */
export interface Standing {
  readonly id: RecordId;
  readonly facts: Facts;
}

/**
 * The records of a kind that stand and have not ended. Remembered up to a minute, since whoever looks for a word in
 * them, or asks what there is to read, asks for them all: of kinds that everybody may read.
 */
export function standing(house: House, tenant: TenantId, kind: Kind): Promise<readonly Standing[]> {
  return house.memory.recall(`standing ${tenant} ${kind.name}`, async () => {
    const items = await queried(house, "shelf", [shelfOf.standing(tenant, kind.name)]);
    return items.flatMap((item): Standing[] => {
      const id = ownerOf(item)?.record;
      const facts = item.facts as Facts | undefined;
      return id && facts && !kind.ended.includes(String(facts.state)) ? [{ id, facts }] : [];
    });
  });
}
