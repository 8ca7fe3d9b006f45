import { listed } from "./sv.ts";

/** What the views say in which those who answer for units follow what is planned, done and left undone. */

/** Some names, and how many more there are. */
export const someOf = (names: readonly string[], most: number): string =>
  names.length > most ? `${names.slice(0, most).join(", ")} och ${names.length - most} till` : listed(names);

const times = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const inspectionSay = {
  title: "Uppföljning av egenkontroll",
  button: "Uppföljning",
  /** Above the figures: of which year. */
  text: (year: string) => `De enheter du svarar för, ${year}.`,
  notUsed: "Kommunen planerar inte egenkontroller här.",
  figures: {
    planned: "Planerade resten av året",
    open: "Öppna nu",
    late: "Öppna, mer än halva tiden har gått",
    done: "Inlämnade",
    short: "Inlämnade med brist",
    missed: "Missade",
    compiled: "Sammanställningar med godkänd analys",
  },
  items: {
    title: "Brister som återkommer",
    none: "Inga brister syns här. Svaren syns när planen säger det, och alltid på den egna enheten.",
    count: (short: number, of: number, list: string) => `${short} av ${of} gånger. ${list}`,
  },
  /** Units that something should be done about, and what that may be. */
  signals: {
    plan: {
      title: "Ingen plan för egenkontroll",
      text: "Varje enhet ska följa upp sin kvalitet. Planera en.",
    },
    yearly: {
      title: "Ingen riskanalys på ett år",
      text: "Ta upp och bedöm minst en risk på varje enhet.",
    },
    silent: {
      title: "Inget rapporterat på ett år",
      text: "Tystnad är en signal. Fråga vad som gör det svårt att rapportera.",
    },
    good: {
      title: "Aldrig någon brist, minst två gånger på ett år",
      text: "Det kan stämma. Titta på svaren tillsammans.",
    },
  },
  allWell: "Ingen enhet saknar plan eller riskanalys, och alla har rapporterat.",
  units: "Enhet för enhet",
  whole: "Till översikten",
  noUnits: "Det finns inga enheter att visa.",
  /** Of one unit. */
  unit: {
    planned: (count: number) => times(count, "planerad", "planerade"),
    open: (count: number, late: number) =>
      `${times(count, "öppen", "öppna")}${late > 0 ? ` (${late} sedan länge)` : ""}`,
    done: (count: number) => times(count, "inlämnad", "inlämnade"),
    missed: (count: number) => times(count, "missad", "missade"),
    none: "Inga egenkontroller i år",
    reports: (count: number) => `${times(count, "rapport", "rapporter")} på ett år`,
  },
} as const;

export const yearSay = {
  title: "Årscykel",
  text: "Det som är planerat tolv månader framåt, för de enheter du svarar för.",
  none: "Inget är planerat de närmaste tolv månaderna.",
  button: "Årscykel",
  until: (day: string) => `Lämnas in senast ${day}`,
  openNow: (day: string) => `Öppen nu. Lämnas in senast ${day}`,
  written: (period: string, role: string) => `${period}. ${role} skriver`,
  meeting: "Möte",
  late: (what: string) => `Försenat: ${what.toLowerCase()}`,
  /** A unit, and what its level is called. */
  unit: (name: string, level: string) => `${name} (${level.toLowerCase()})`,
  below: (unit: string) => `${unit} och alla under`,
} as const;
