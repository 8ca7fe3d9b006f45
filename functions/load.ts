import { isDeepStrictEqual } from "node:util";
import type { Municipality } from "#domain/municipality";
import type { House } from "./house.ts";
import { planAhead } from "./plan.ts";
import { keyOf } from "./storage/store.ts";

/**
 * Loads a municipality's configuration: a new version when it differs from the last, else nothing. Earlier
 * versions stay. Answers whether it was new.
 */
export async function loadMunicipality(house: House, municipality: Municipality): Promise<boolean> {
  const { tenant } = municipality;
  const { PK } = keyOf.config(tenant, 0);
  const { items } = await house.store.query({ pk: PK, begins: "CONFIG#", newestFirst: true, limit: 1 });
  const last = items[0];
  if (last && isDeepStrictEqual(last.municipality, stored(municipality))) {
    await planAhead(house, municipality);
    return false;
  }
  const version = typeof last?.version === "number" ? last.version + 1 : 1;
  const item = { ...keyOf.config(tenant, version), version, municipality, loadedAt: house.now() };
  if ((await house.store.put(item, "absent")) === "conflict") return loadMunicipality(house, municipality);
  house.memory.forget(`config ${tenant}`);
  await planAhead(house, municipality);
  return true;
}

/** As the table gives it back: without what is undefined. */
const stored = (municipality: Municipality): unknown => JSON.parse(JSON.stringify(municipality));
