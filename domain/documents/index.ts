import type { CompiledDocument } from "./compiled.ts";
import { councilPack } from "./council-pack.ts";
import { halfYear } from "./half-year.ts";
import { patientSafetyReport } from "./patient-safety-report.ts";
import { qualityAccounts } from "./quality-accounts.ts";
import { qualityReport } from "./quality-report.ts";

/** Every document that is compiled. A new one is its file, its line here and its words. */
export const compiled = {
  halfYear,
  qualityReport,
  patientSafetyReport,
  qualityAccounts,
  councilPack,
} as const satisfies Readonly<Record<string, CompiledDocument>>;

export type CompiledName = keyof typeof compiled;
export const compiledNames = Object.keys(compiled) as readonly CompiledName[];
