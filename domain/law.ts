import type { LawRef, LocalDate } from "./record.ts";

/** The answers to "Vilken lag gäller insatsen?". */
export const lagrumCodes = ["sol", "lss", "hsl", "lvu", "lvm", "unknown"] as const;
export type Lagrum = (typeof lagrumCodes)[number];

/** What a provision is about, whichever act and section it stands in at the time. */
export type LawSubject =
  | "solGoodQuality"
  | "solSystematicQuality"
  | "solReport"
  | "solInform"
  | "solInvestigate"
  | "solNotify"
  | "lssReport"
  | "lssInform"
  | "lssInvestigate"
  | "lssNotify"
  | "hslReport"
  | "hslNotify"
  | "hslSafetyWork"
  | "lvu"
  | "lvm"
  | "managementSystem"
  | "lexSarahRules"
  | "secrecy";

/** One provision in one wording. Both days are the first and last on which it is in force. */
export interface LawRow extends LawRef {
  readonly subject: LawSubject;
  readonly lawId: string;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate;
  /** The row it took the place of. */
  readonly supersedes?: string;
  readonly source: string;
  /** The date of the copy that was read; none: no dated copy was. */
  readonly checkedOn?: LocalDate;
  /** `textRead`: the statute; `pageRead`: an authority's page; `memory`: neither. */
  readonly certainty: "textRead" | "pageRead" | "memory";
  /** What a lawyer must verify before go-live. */
  readonly uncertain?: string;
}

const day = (iso: string) => iso as LocalDate;

const oldSocialServices = {
  lawId: "SFS 2001:453",
  title: "Socialtjänstlagen (2001:453)",
  validTo: day("2025-06-30"),
  source: "SFS 2025:400, transitional provisions 1 and 2; pairing with the new act by content",
  checkedOn: day("2026-04-25"),
  certainty: "textRead",
} as const;

const newSocialServices = {
  lawId: "SFS 2025:400",
  title: "Socialtjänstlagen (2025:400)",
  validFrom: day("2025-07-01"),
  source: "SFS 2025:400",
  checkedOn: day("2026-04-25"),
  certainty: "textRead",
} as const;

const disability = {
  lawId: "SFS 1993:387",
  title: "Lagen (1993:387) om stöd och service till vissa funktionshindrade",
  validFrom: day("2011-07-01"),
  source: "SFS 1993:387",
  checkedOn: day("2026-04-25"),
  certainty: "textRead",
  uncertain: "validFrom from memory: 24 b to 24 f replaced an older 24 a in 2011",
} as const;

const patientSafety = {
  lawId: "SFS 2010:659",
  title: "Patientsäkerhetslagen (2010:659)",
  validFrom: day("2011-01-01"),
  source: "SFS 2010:659",
  checkedOn: day("2026-04-25"),
  certainty: "textRead",
  uncertain: "validFrom from memory",
} as const;

const fromMemory = "validFrom from memory";

/** The provisions a report rests on. An amendment ends a row and adds one; no row is rewritten. */
export const lawRows: readonly LawRow[] = [
  {
    ...oldSocialServices,
    id: "sol2001-3-3",
    subject: "solGoodQuality",
    section: "3 kap. 3 §",
    validFrom: day("2002-01-01"),
    uncertain: fromMemory,
  },
  {
    ...newSocialServices,
    id: "sol2025-5-1",
    subject: "solGoodQuality",
    section: "5 kap. 1 §",
    supersedes: "sol2001-3-3",
  },
  {
    ...oldSocialServices,
    id: "sol2001-3-3-4",
    subject: "solSystematicQuality",
    section: "3 kap. 3 § fjärde stycket",
    validFrom: day("2002-01-01"),
    uncertain: fromMemory,
  },
  {
    ...newSocialServices,
    id: "sol2025-5-2",
    subject: "solSystematicQuality",
    section: "5 kap. 2 §",
    supersedes: "sol2001-3-3-4",
  },
  {
    ...oldSocialServices,
    id: "sol2001-14-3",
    subject: "solReport",
    section: "14 kap. 3 §",
    validFrom: day("2011-07-01"),
    uncertain: fromMemory,
  },
  {
    ...newSocialServices,
    id: "sol2025-27-2",
    subject: "solReport",
    section: "27 kap. 2 §",
    supersedes: "sol2001-14-3",
  },
  {
    ...oldSocialServices,
    id: "sol2001-14-5",
    subject: "solInform",
    section: "14 kap. 5 §",
    validFrom: day("2011-07-01"),
    uncertain: fromMemory,
  },
  {
    ...newSocialServices,
    id: "sol2025-27-4",
    subject: "solInform",
    section: "27 kap. 4 §",
    supersedes: "sol2001-14-5",
  },
  {
    ...oldSocialServices,
    id: "sol2001-14-6",
    subject: "solInvestigate",
    section: "14 kap. 6 §",
    validFrom: day("2011-07-01"),
    uncertain: fromMemory,
  },
  {
    ...newSocialServices,
    id: "sol2025-27-5",
    subject: "solInvestigate",
    section: "27 kap. 5 §",
    supersedes: "sol2001-14-6",
  },
  {
    ...oldSocialServices,
    id: "sol2001-14-7",
    subject: "solNotify",
    section: "14 kap. 7 §",
    validFrom: day("2011-07-01"),
    uncertain: fromMemory,
  },
  {
    ...newSocialServices,
    id: "sol2025-27-6",
    subject: "solNotify",
    section: "27 kap. 6 §",
    supersedes: "sol2001-14-7",
  },
  { ...disability, id: "lss-24b", subject: "lssReport", section: "24 b §" },
  { ...disability, id: "lss-24d", subject: "lssInform", section: "24 d §" },
  { ...disability, id: "lss-24e", subject: "lssInvestigate", section: "24 e §" },
  { ...disability, id: "lss-24f", subject: "lssNotify", section: "24 f §" },
  { ...patientSafety, id: "psl-6-4", subject: "hslReport", section: "6 kap. 4 §" },
  { ...patientSafety, id: "psl-3-5", subject: "hslNotify", section: "3 kap. 5 §" },
  {
    id: "hslf-2017-40",
    subject: "hslSafetyWork",
    lawId: "HSLF-FS 2017:40",
    title: "Föreskrifter (HSLF-FS 2017:40) om vårdgivares systematiska patientsäkerhetsarbete",
    section: "",
    validFrom: day("2017-09-01"),
    source: "Socialstyrelsen's page on HSLF-FS 2017:40, which replaced SOSFS 2005:28",
    certainty: "pageRead",
    uncertain: "not checked on a dated copy",
  },
  {
    id: "lvu",
    subject: "lvu",
    lawId: "SFS 1990:52",
    title: "Lagen (1990:52) med särskilda bestämmelser om vård av unga",
    section: "",
    validFrom: day("1990-07-01"),
    source: "SFS 1990:52, as adapted to SFS 2025:400 and amended by SFS 2025:1290",
    checkedOn: day("2026-04-25"),
    certainty: "textRead",
    uncertain: fromMemory,
  },
  {
    id: "lvm",
    subject: "lvm",
    lawId: "SFS 1988:870",
    title: "Lagen (1988:870) om vård av missbrukare i vissa fall",
    section: "",
    validFrom: day("1989-01-01"),
    source: "SFS 1988:870, as adapted to SFS 2025:400",
    checkedOn: day("2026-04-25"),
    certainty: "textRead",
    uncertain: `${fromMemory}; a reform that moves addiction care to the regions was not seen in force`,
  },
  {
    id: "sosfs-2011-9",
    subject: "managementSystem",
    lawId: "SOSFS 2011:9",
    title: "Föreskrifter och allmänna råd (SOSFS 2011:9) om ledningssystem för systematiskt kvalitetsarbete",
    section: "",
    validFrom: day("2012-01-01"),
    source: "Socialstyrelsen's consolidated page, amended up to HSLF-FS 2023:27",
    certainty: "pageRead",
    uncertain:
      "the page is older than July 2025; still in force is likely, its adaptation to SFS 2025:400 unseen",
  },
  {
    id: "sosfs-2011-5",
    subject: "lexSarahRules",
    lawId: "SOSFS 2011:5",
    title: "Föreskrifter och allmänna råd (SOSFS 2011:5) om lex Sarah",
    section: "",
    validFrom: day("2011-07-01"),
    source: "Socialstyrelsen's consolidated page, amended up to SOSFS 2013:16",
    certainty: "pageRead",
    uncertain: "validFrom from memory; still in force in November 2026 is likely, not verified",
  },
  {
    id: "osl-26-1",
    subject: "secrecy",
    lawId: "SFS 2009:400",
    title: "Offentlighets- och sekretesslagen (2009:400)",
    section: "26 kap. 1 §",
    validFrom: day("2009-06-30"),
    source: "SFS 2009:400",
    checkedOn: day("2026-04-25"),
    certainty: "textRead",
    uncertain: fromMemory,
  },
];

const sol = ["solReport", "solInvestigate", "solNotify", "solSystematicQuality"] as const;
const lss = ["lssReport", "lssInvestigate", "lssNotify"] as const;

/**
 * What a report under each lagrum rests on, the reporting duty first. LVU and LVM hold no duty of their own
 * to report: socialtjänst under them falls under SoL. While the law is unknown, both lex Sarah duties stand.
 */
export const subjectsOf: Readonly<Record<Lagrum, readonly LawSubject[]>> = {
  sol: [...sol, "lexSarahRules", "managementSystem"],
  lss: [...lss, "lexSarahRules", "managementSystem"],
  hsl: ["hslReport", "hslNotify", "hslSafetyWork", "managementSystem"],
  lvu: [...sol, "lvu", "lexSarahRules", "managementSystem"],
  lvm: [...sol, "lvm", "lexSarahRules", "managementSystem"],
  unknown: [...sol, ...lss, "lexSarahRules", "managementSystem"],
};

/**
 * The wordings in force on a day (Europe/Stockholm) for these subjects, in the order asked. A subject that
 * no known wording covers on that day gives nothing. An empty `section` means the act as a whole.
 */
export function lawOn(date: LocalDate, subjects: readonly LawSubject[]): LawRef[] {
  return subjects.flatMap((subject) =>
    lawRows
      .filter(
        (row) => row.subject === subject && row.validFrom <= date && (!row.validTo || date <= row.validTo),
      )
      .map(({ id, title, section }) => ({ id, title, section })),
  );
}
