/** Apart from the schema, which is not built before a configuration is read: the kinds need no more than this. */

/** Every role a person can hold. A municipality names those it uses. */
export const roleCodes = [
  "staff",
  "unitManager",
  "departmentManager",
  "director",
  "sas",
  "mas",
  "mar",
  "qualityCoordinator",
  "committeeSecretary",
  "workingCommittee",
  "contractManager",
  "provider",
  "dataProtectionOfficer",
  "admin",
] as const;
export type Role = (typeof roleCodes)[number];

/** The levels that routines and the like are adopted at, and last a minor change of any of them. */
export const adoptionLevels = ["policy", "guideline", "routine", "local", "minor"] as const;
