import type { Checklist } from "#domain/checklist";
import { checklists } from "#domain/checklists/index";
import type { Municipality } from "#domain/municipality";

/** The checklists there are: the house's own, and those that the municipality has added or put in their place. */
export function checklistsOf({ checklists: own }: Municipality): readonly Checklist[] {
  const known = own.map(({ id }) => id);
  return [...own, ...checklists.filter(({ id }) => !known.includes(id))];
}
