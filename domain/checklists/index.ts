import type { Checklist } from "../checklist.ts";
import { accessLog } from "./access-log.ts";
import { childrenCasework } from "./children-casework.ts";
import { disabilityHousing } from "./disability-housing.ts";
import { elderCare } from "./elder-care.ts";
import { financialAssistance } from "./financial-assistance.ts";
import { provider } from "./provider.ts";
import { unitSystem } from "./unit-system.ts";

/** The checklists that every municipality has. A new one is its file and its line here. */
export const checklists: readonly Checklist[] = [
  childrenCasework,
  financialAssistance,
  disabilityHousing,
  elderCare,
  unitSystem,
  accessLog,
  provider,
];
