import { isDeepStrictEqual } from "node:util";
import type { Municipality } from "#domain/municipality";
import { offered } from "./caller.ts";
import { checklistsOf } from "./checklists.ts";
import type { House } from "./house.ts";
import { beginAs, planAhead } from "./plan.ts";
import { standing } from "./standing.ts";
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
  await keepsChecklists(house, municipality);
  const version = typeof last?.version === "number" ? last.version + 1 : 1;
  const item = { ...keyOf.config(tenant, version), version, municipality, loadedAt: house.now() };
  if ((await house.store.put(item, "absent")) === "conflict") return loadMunicipality(house, municipality);
  house.memory.forget(`config ${tenant}`);
  await planAhead(house, municipality);
  return true;
}

/** Throws when a plan that stands goes by a checklist that would be gone: its runs would stop, and nobody be told. */
async function keepsChecklists(house: House, municipality: Municipality): Promise<void> {
  const known = checklistsOf(municipality).map(({ id }) => id);
  for (const { kind } of Object.values(offered(house, municipality))) {
    const { repeats } = kind;
    if (!repeats) continue;
    for (const { id, facts } of await standing(house, municipality.tenant, kind)) {
      const named = String(facts[repeats.checklist]);
      if (repeats.while.includes(String(facts.state)) && !known.includes(named))
        throw new Error(
          `Plan ${id} goes by the checklist ${named}, which is gone: keep it, or end the plan first`,
        );
    }
  }
}

/**
 * Puts in the register what the municipality's file lists of its own documents, once: what people have changed
 * there since stands. Answers how many the file lists.
 */
export async function loadListed(house: House, municipality: Municipality): Promise<number> {
  const kinds = Object.values(offered(house, municipality)).map(({ kind }) => kind);
  const listed = kinds.flatMap((kind) => (kind.listed?.(municipality) ?? []).map((row) => ({ kind, row })));
  for (const { kind, row } of listed) {
    // Where it is kept, who answers for it and what is said of it may change: it is the same document.
    const { name = "", words = [] } = kind.searched ?? {};
    const what = [municipality.tenant, kind.name, ...["unit", name, ...words].map((each) => row[each])].join(
      "|",
    );
    await beginAs(house, municipality, kind, what, row);
  }
  return listed.length;
}

/** As the table gives it back: without what is undefined. */
const stored = (municipality: Municipality): unknown => JSON.parse(JSON.stringify(municipality));
