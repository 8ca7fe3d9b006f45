import type MiniSearch from "minisearch";
import type { Reply } from "#cards/card";
import { type Found, searchCard } from "#cards/search-card";
import { fits } from "#domain/figure";
import type { Kind } from "#domain/kind";
import { unitPath } from "#domain/municipality";
import type { TenantId, UnitId } from "#domain/record";
import { type Caller, refuse } from "./caller.ts";
import type { House } from "./house.ts";
import { type Standing, standing } from "./standing.ts";

/** Documents by any word: misspelt, inflected, or at the end of another (SOSFS 2011:9: known to those who need them). */

/** So many are found at most: whoever gets more asks for more. */
const most = 50;
/** A word of this length or longer is also found by its end: "boende" in "gruppboende". */
const compound = 9;
const shortestEnd = 5;

/** What is looked through. */
export interface Index {
  /** The records that fit some words best, the best first; those near the searcher before others. */
  find(words: string, near: (unit: string) => boolean): readonly Standing[];
}

/** Shows what a few words find among the records of a kind. */
export async function search(
  caller: Caller,
  { kind: name, words }: { readonly kind: string; readonly words: string },
): Promise<Reply> {
  const { house, municipality, person } = caller;
  const register = house.register[name];
  const { searched } = register?.kind ?? {};
  if (!register || !searched) return refuse(caller, undefined, { key: "oldCard" });
  const index = await indexOf(house, person.tenant, register.kind);
  const path = person.unit ? unitPath(municipality, person.unit).map(({ id }) => id) : [];
  const near = (unit: string) => path.includes(unit as UnitId);
  const found = distinct(index.find(words, near), searched).map(({ id, facts }): Found => {
    const [first = "", ...more] = [searched.name, ...searched.words].flatMap((fact) => facts[fact] ?? []);
    const unit = municipality.units.find((each) => each.id === facts.unit)?.name ?? "";
    const place = String(facts[searched.place] ?? "");
    const holds = fits(facts, register.kind.reading?.when);
    return { id, name: first, more: [unit, ...more], place, state: String(facts.state), holds };
  });
  return { type: "card", card: searchCard(register, found) };
}

/** The same document may stand under many processes: it is one to whoever looks for it, nearest first. */
function distinct(
  found: readonly Standing[],
  { name, place }: NonNullable<Kind["searched"]>,
): readonly Standing[] {
  const keys = found.map(({ facts }) => JSON.stringify([facts[name], facts[place]]));
  return found.filter((_, at) => keys.indexOf(keys[at] ?? "") === at);
}

async function indexOf(house: House, tenant: TenantId, kind: Kind): Promise<Index> {
  return house.memory.recall(`index ${tenant} ${kind.name}`, async () =>
    openIndex(await standing(house, tenant, kind), kind),
  );
}

/** An index over the records of a kind, by the facts that it says are words. */
export async function openIndex(records: readonly Standing[], { searched }: Kind): Promise<Index> {
  // Loaded when first asked for: most of what a door does looks for nothing.
  const [{ default: Search }, { stemmer }] = await Promise.all([
    import("minisearch"),
    import("@orama/stemmers/swedish"),
  ]);
  const { name = "", words = [] } = searched ?? {};
  const stemOf = (word: string) => stemmer(word.toLocaleLowerCase("sv"));
  const index: MiniSearch<{ id: number }> = new Search({
    fields: ["name", "words"],
    processTerm: (word) => [...new Set([stemOf(word), ...endsOf(word.toLocaleLowerCase("sv")).map(stemmer)])],
    searchOptions: {
      processTerm: stemOf,
      boost: { name: 3 },
      prefix: (word) => word.length > 2,
      fuzzy: (word) => (word.length > 3 ? 0.25 : false),
      maxFuzzy: 2,
      weights: { fuzzy: 0.3, prefix: 0.7 },
    },
  });
  const textOf = (fact: string, { facts }: Standing) => [facts[fact] ?? []].flat().join(" ");
  index.addAll(
    records.map((record, id) => ({
      id,
      name: textOf(name, record),
      words: words.map((fact) => textOf(fact, record)).join(" "),
    })),
  );
  return {
    find(said, near) {
      const boostDocument = (id: number) => (near(String(records[id]?.facts.unit)) ? 1.5 : 1);
      const all = index.search(said, { boostDocument, combineWith: "AND" });
      const some = all.length > 0 ? all : index.search(said, { boostDocument });
      return some.slice(0, most).flatMap(({ id }) => records[id] ?? []);
    },
  };
}

/** The ends of a long word, which may be words of their own. */
function endsOf(word: string): string[] {
  if (word.length < compound) return [];
  return Array.from({ length: word.length - shortestEnd - 2 }, (_, at) => word.slice(at + 3));
}
