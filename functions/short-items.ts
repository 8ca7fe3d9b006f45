import type { ShortItem } from "#cards/inspections-card";
import { localDate } from "#domain/calendar";
import type { Item } from "#domain/checklist";
import { shortIn } from "#domain/checklist-form";
import { rolesOn } from "#domain/person";
import type { UnitId } from "#domain/record";
import { checklistsOf } from "./checklists.ts";
import type { Reader } from "./lines.ts";
import { below, type Counted } from "./overview.ts";
import { readEntry } from "./storage/records.ts";
import { ownerOf } from "./storage/store.ts";

/** What falls short again and again, of what was handed in. */

/** So many items are shown. */
const mostItems = 5;

/**
 * The items that fell short most often. What was answered is for the unit's own level: of others only what their plan
 * shows upwards.
 */
export async function shortItems(reader: Reader, done: readonly Counted[]): Promise<readonly ShortItem[]> {
  const own = ownUnits(reader);
  const shown = done.filter(({ facts }) => facts.short !== undefined || own.includes(facts.unit as UnitId));
  const found: { readonly list: string; readonly short: readonly string[] }[] = [];
  for (let from = 0; from < shown.length; from += 20)
    found.push(...(await Promise.all(shown.slice(from, from + 20).map((run) => shortOf(reader, run)))));
  const times = new Map<string, number>();
  for (const item of found.flatMap(({ list, short }) => short.map((each) => `${list}/${each}`)))
    times.set(item, (times.get(item) ?? 0) + 1);
  return [...times]
    .sort(([a, some], [b, more]) => more - some || a.localeCompare(b))
    .slice(0, mostItems)
    .map(([key, short]) => {
      const [list = "", id = ""] = key.split("/");
      return { ...textOf(reader, list, id), short, of: found.filter((each) => each.list === list).length };
    });
}

/** The units whose answers are the reader's own to know. */
function ownUnits({ house, municipality, person }: Reader): readonly UnitId[] {
  const held = rolesOn(person, localDate(house.now())).filter(({ role }) => role === "unitManager");
  return held.flatMap(({ unit }) => below(municipality, unit));
}

/** Of which checklist it was, whatever its version, and what fell short. */
async function shortOf({ house }: Reader, { item, facts }: Counted) {
  const list = String(facts.checklist).split("@")[0] ?? "";
  if (facts.short !== undefined)
    return { list, short: [facts.short].flat().map((each) => each.slice(each.indexOf("/") + 1)) };
  const owner = facts.withShort === "yes" ? ownerOf(item) : undefined;
  const entry = owner?.record && (await readEntry(house.store, owner.tenant, owner.record));
  return { list, short: entry ? shortIn(entry).map((each) => each.item) : [] };
}

/** What an item asks, and the checklist it is of. */
function textOf({ municipality }: Reader, list: string, id: string): Pick<ShortItem, "text" | "list"> {
  const checklist = checklistsOf(municipality).find((each) => each.id === list);
  const items: readonly Item[] = checklist?.sections.flatMap((section) => section.items) ?? [];
  return { text: items.find((item) => item.id === id)?.text ?? id, list: checklist?.title ?? list };
}
