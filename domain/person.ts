import * as z from "zod";
import { roleCodes } from "./municipality-codes.ts";
import type {
  Instant,
  LocalDate,
  MessageRef,
  PersonId,
  Platform,
  RecordId,
  TenantId,
  UnitId,
} from "./record.ts";

const day = z.iso.date().transform((date) => date as LocalDate);
const record = z.string().transform((id) => id as RecordId);

/** A role at a unit, from a day to a day. A deputy holds the role for somebody; both are asked. */
export const roleSchema = z.strictObject({
  role: z.enum(roleCodes),
  unit: z.string().transform((id) => id as UnitId),
  from: day,
  /** The last day it holds. */
  to: day.optional(),
  deputyFor: z
    .string()
    .transform((id) => id as PersonId)
    .optional(),
  /** The record by which it was given in the chat, and that by which it was ended. */
  appointment: record.optional(),
  endedBy: record.optional(),
});
export type Role = Readonly<z.infer<typeof roleSchema>>;

/** Those who lead the managers, from below. */
export const superiors: readonly string[] = ["departmentManager", "director"];
/** Those who answer for units, from below. */
export const lineOfCommand: readonly string[] = ["unitManager", ...superiors];

export interface Person {
  readonly tenant: TenantId;
  readonly id: PersonId;
  readonly rev: number;
  readonly name: string;
  /** Known by an e-mail address alone, and called by it until they are met. */
  readonly invited?: true;
  readonly phone?: string;
  /** The day they first turned to the bot. */
  readonly since?: LocalDate;
  /** Where the person works; chosen once, in the first report. */
  readonly unit?: UnitId;
  /** An account that several people use, such as a tablet at a unit: asked for name and phone each time. */
  readonly shared?: true;
  readonly roles: readonly Role[];
  /** Where cards reach the person, and the platform they used last. */
  readonly contacts: Readonly<Partial<Record<Platform, MessageRef>>>;
  readonly lastOn?: Platform;
  /** Cases in which the person has been given a part, the newest last; each says itself whether that still holds. */
  readonly named?: readonly RecordId[];
  /** The next morning's digest, and the first day that none has been about. */
  readonly digest?: { readonly at: Instant; readonly since: LocalDate };
  /** When codes were tried that were wrong, within the last hour. */
  readonly codeTries?: readonly Instant[];
  /** Wrote a story instead of a report: reminded once, at this moment, if no report has come since. */
  readonly reminder?: { readonly since: Instant; readonly at: Instant };
}

/** What the search for who holds a role needs to know of somebody. */
export type RoleHolder = Pick<Person, "id" | "roles">;

/** The roles a person holds on a day (Europe/Stockholm). */
export function rolesOn(person: Pick<Person, "roles">, day: LocalDate): readonly Role[] {
  return person.roles.filter((role) => role.from <= day && (role.to === undefined || day <= role.to));
}

/**
 * Who holds a role for a unit on a day: at the unit itself, or at the nearest unit above it where somebody
 * does. `path` is the unit and its ancestors, nearest first.
 */
export function holders(
  people: readonly RoleHolder[],
  role: string,
  path: readonly UnitId[],
  day: LocalDate,
): readonly RoleHolder[] {
  for (const unit of path) {
    const found = people.filter((person) =>
      rolesOn(person, day).some((held) => held.role === role && held.unit === unit),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** Everybody who holds a role for a unit on a day, at whatever level above it. */
export function holdersAbove(
  people: readonly RoleHolder[],
  role: string,
  path: readonly UnitId[],
  day: LocalDate,
): readonly RoleHolder[] {
  return people.filter((person) =>
    rolesOn(person, day).some((held) => held.role === role && path.includes(held.unit)),
  );
}
