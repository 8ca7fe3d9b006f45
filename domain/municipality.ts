import type { Role } from "./municipality-codes.ts";
import type { Jour, Municipality, Unit } from "./municipality-schema.ts";
import type { UnitId } from "./record.ts";

export type { Role } from "./municipality-codes.ts";
export type { Jour, Municipality, Unit } from "./municipality-schema.ts";

/** The unit with this id, if there is one. */
export function unitOf(m: Municipality, id: UnitId): Unit | undefined {
  return m.units.find((u) => u.id === id);
}

/** The unit and those above it, nearest first; empty when the unit is unknown. */
export function unitPath(m: Municipality, id: UnitId): Unit[] {
  const unit = unitOf(m, id);
  if (!unit) return [];
  return unit.parent === undefined ? [unit] : [unit, ...unitPath(m, unit.parent)];
}

/** Who is called in turn when someone is in danger: the unit's own list, else that of the nearest above. */
export function chainOf(m: Municipality, unit: UnitId): readonly Role[] {
  return unitPath(m, unit).find((u) => u.chain)?.chain ?? [];
}

/** Whom one rings when someone is in danger, inherited as the chain is. */
export function jourOf(m: Municipality, unit: UnitId): readonly Jour[] {
  return unitPath(m, unit).find((u) => u.jour)?.jour ?? [];
}

/** The law that is proposed for what is reported at the unit, inherited as the chain is. */
export function lagrumOf(m: Municipality, unit: UnitId): Unit["law"] {
  return unitPath(m, unit).find((u) => u.law)?.law;
}

/** The units that a report may concern, in the order of the file. */
export function reportingUnits(m: Municipality): Unit[] {
  return m.units.filter((u) => u.reports);
}

/** What works, but should be mended before anybody relies on it. */
export interface Warning {
  readonly key: "unitWithoutChain" | "unitWithoutJour" | "inventedPhone";
  readonly with: Readonly<Record<string, string>>;
}

/**
 * `unitWithoutChain` and `unitWithoutJour` name the `unit`; `inventedPhone` also the `name` and `phone`, and where
 * the number is everybody's, the municipality in place of the unit.
 */
export function warningsOf(m: Municipality): Warning[] {
  return [
    ...reportingUnits(m).flatMap((u): Warning[] => [
      ...(chainOf(m, u.id).length === 0
        ? [{ key: "unitWithoutChain" as const, with: { unit: u.name } }]
        : []),
      ...(jourOf(m, u.id).length === 0 ? [{ key: "unitWithoutJour" as const, with: { unit: u.name } }] : []),
    ]),
    ...[...m.units, { name: m.name, jour: m.intake }].flatMap(({ name: unit, jour = [] }) =>
      jour
        .filter(({ phone }) => isInvented(phone))
        .map(({ name, phone }): Warning => ({ key: "inventedPhone", with: { unit, name, phone } })),
    ),
  ];
}

/** Is the number in one of the series that PTS keeps free for fiction? It would help nobody in danger. */
function isInvented(phone: string): boolean {
  const digits = phone.replace(/\D/g, "").replace(/^46/, "0");
  return /^07017406(?:0[5-9]|[1-9]\d)$|^08465004\d\d$/.test(digits);
}
