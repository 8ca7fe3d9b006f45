import type { Reply } from "#cards/card";
import { gapsCard } from "#cards/gaps-card";
import { fits } from "#domain/figure";
import type { Kind } from "#domain/kind";
import { lagrumOf, type Municipality, type Unit, unitPath } from "#domain/municipality";
import type { Caller } from "./caller.ts";
import { ledBy } from "./overview.ts";
import { type Standing, standing } from "./standing.ts";

/** Which documents a unit must have and has not, by the municipality's list of what units of its sort must have. */

/** Shows what is missing at the units that the caller answers for. */
export async function showGaps(caller: Caller, page = 0): Promise<Reply> {
  const { house, municipality, person } = caller;
  const kind = Object.values(house.register).find((each) => each.kind.searched)?.kind;
  const led = ledBy(caller);
  const records = kind && led.length > 0 ? await standing(house, person.tenant, kind) : [];
  const missing = municipality.units.flatMap((unit) => {
    const names = kind && led.includes(unit.id) ? gapsAt(municipality, unit, records, kind) : [];
    return names.length > 0 ? [{ unit: unit.name, names }] : [];
  });
  const asked = led.length > 0 ? { missing, required: municipality.required.length > 0 } : undefined;
  return { type: "card", card: gapsCard(asked, page) };
}

/** The names of what a unit must have and that stands neither there nor above. */
export function gapsAt(
  municipality: Municipality,
  unit: Unit,
  records: readonly Standing[],
  { searched, reading }: Kind,
): readonly string[] {
  const path = unitPath(municipality, unit.id).map(({ id }) => String(id));
  const there = records
    .filter(({ facts }) => path.includes(String(facts.unit)) && fits(facts, reading?.when))
    .map(({ facts }) => bare(String(facts[searched?.name ?? ""])));
  const must = municipality.required.filter(
    ({ units, level, law }) =>
      (!units || units.includes(unit.id)) &&
      (!level || level === unit.level) &&
      (!law || law === lagrumOf(municipality, unit.id)),
  );
  const names = [...new Set(must.flatMap(({ routines }) => routines))];
  return names.filter((name) => !there.includes(bare(name)));
}

const bare = (name: string) => name.trim().toLocaleLowerCase("sv");
