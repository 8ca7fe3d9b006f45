/** What deviations and actions are sorted by. The labels stand with the other words. */

/** The fine categories. */
export const categoryCodes = [
  "UTF1",
  "UTF2",
  "UTF3",
  "UTF4",
  "UTF5",
  "UTF6",
  "UTF7",
  "BEM1",
  "BEM2",
  "BEM3",
  "BEM4",
  "BEM5",
  "OVG1",
  "OVG2",
  "OVG3",
  "OVG4",
  "OVG5",
  "OVG6",
  "RTS1",
  "RTS2",
  "RTS3",
  "RTS4",
  "RTS5",
  "RTS6",
  "RTS7",
  "RTS8",
  "RTS9",
  "DOK1",
  "DOK2",
  "SEK1",
  "SEK2",
  "SEK3",
  "PLA1",
  "PLA2",
  "PLA3",
  "PLA4",
  "PLA5",
  "LSS1",
  "LSS2",
  "LSS3",
  "LSS4",
  "LKM1",
  "LKM2",
  "LKM3",
  "LKM4",
  "LKM5",
  "LKM6",
  "FAL1",
  "FAL2",
  "MTP",
  "TRY",
  "NUT",
  "INF",
  "DEL",
  "REH",
  "VKE",
  "SAM1",
  "SAM2",
  "SAM3",
  "SAM4",
  "SAM5",
  "ORG1",
  "ORG2",
  "ORG3",
  "ORG4",
  "ORG5",
  "ORG6",
] as const;

/** Their groups, as whoever reports chooses among them. */
export const areaCodes = [
  "care",
  "conduct",
  "abuse",
  "legal",
  "documentation",
  "placement",
  "lss",
  "health",
  "cooperation",
  "organisation",
  "unknown",
] as const;

/** A breach of secrecy or access is a personal data incident too (GDPR art. 33). */
export const breachCodes: readonly string[] = ["SEK1", "SEK2", "SEK3"];

/** A routine is missing, or is not followed. */
export const routineCodes: readonly string[] = ["ORG5", "ORG6"];

/** Why it could happen: an axis of its own. */
export const causeCodes = [
  "communication",
  "surroundings",
  "routines",
  "technology",
  "knowledge",
  "workload",
  "individual",
  "unknown",
] as const;

/** How far a mistreatment goes (SoL 27 kap. 2 and 6 §§); the last two are notified. */
export const degrees = ["none", "tangibleRisk", "mistreatment", "seriousRisk", "serious"] as const;
export const seriousDegrees: readonly string[] = ["seriousRisk", "serious"];

/** What an investigation must hold (SOSFS 2011:5 5 kap.); the ninth is the decision that ends it. */
export const headings = [
  "event",
  "noticed",
  "when",
  "causes",
  "before",
  "again",
  "measures",
  "other",
] as const;

export const actionTypes = [
  "direct",
  "information",
  "training",
  "routine",
  "staffing",
  "technology",
  "cooperation",
  "selfInspection",
  "none",
] as const;
