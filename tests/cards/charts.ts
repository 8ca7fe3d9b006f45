import type { Chart } from "#cards/chart";

const months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const two = [2025, 2026].flatMap((year) => months.map((month) => `${month} ${year}`));

const units = [
  "Hemtjänst Norra",
  "Individ- och familjeomsorgen, barn och unga, utredningsenheten",
  "Särskilt boende Lindhem med demensenheten Solgläntan",
  "LSS-bostäder",
  "Daglig verksamhet och sysselsättning",
  "Ekonomiskt bistånd",
];

/** One chart of each type, made up, with hidden figures in it. */
export const charts = {
  line: {
    type: "line",
    title: "Rapporter per månad",
    alt: "Rapporterna ökar från 9 i januari 2025 till 21 i december 2026.",
    labels: two,
    axes: { labels: "Månad", values: "Antal rapporter" },
    series: [
      {
        name: "SoL",
        values: [
          9,
          12,
          11,
          8,
          14,
          undefined,
          7,
          9,
          12,
          15,
          13,
          16,
          14,
          17,
          15,
          undefined,
          undefined,
          12,
          9,
          18,
          19,
          17,
          20,
          21,
        ],
      },
      { name: "LSS", values: [5, 6, 5, 7, 6, 8, 5, 5, 7, 6, 9, 8, 7, 6, 8, 9, 10, 7, 6, 8, 9, 7, 8, 9.5] },
    ],
    bands: [
      { name: "Första halvåret 2025", from: 0, to: 5 },
      { name: "Andra halvåret 2025", from: 6, to: 11 },
      { name: "Första halvåret 2026", from: 12, to: 17 },
      { name: "Andra halvåret 2026", from: 18, to: 23 },
    ],
    median: { name: "Median för SoL", value: 13.5 },
  },
  bars: {
    type: "bars",
    title: "Rapporter per enhet och typ",
    alt: "Hemtjänst Norra har flest rapporter, 60.",
    labels: units,
    axes: { labels: "Enhet", values: "Antal rapporter" },
    series: [
      { name: "Avvikelse", values: [34, 12, 25, 8, 0, 5] },
      { name: "Missförhållande", values: [9, 6, undefined, 5, 0, undefined] },
      { name: "Klagomål", values: [12, 18, 7, 5, 0, undefined] },
      { name: "Synpunkt", values: [5, 7, 12, 10, 0, undefined] },
    ],
  },
  pareto: {
    type: "pareto",
    title: "Kategorier",
    alt: "Brister i omvårdnad och i bemötande är hälften av rapporterna.",
    labels: [
      "Brister i bemötande",
      "Utebliven insats",
      "Brister i omvårdnad och tillsyn",
      "Dokumentation och informationsöverföring",
      "Ekonomiskt övergrepp",
      "Fysisk miljö",
    ],
    axes: { labels: "Kategori", values: "Andel av rapporterna" },
    series: [{ name: "Antal", values: [31, 22, 47, 18, undefined, 9] }],
    share: "Andel hittills",
  },
  heat: {
    type: "heat",
    title: "Risker",
    alt: "Flest ärenden, 14, är sannolika och måttliga.",
    labels: ["Mindre", "Måttlig", "Betydande", "Mycket allvarlig"],
    axes: { labels: "Konsekvens", values: "Sannolikhet" },
    series: [
      { name: "Mycket stor (dagligen)", values: [6, 9, 5, undefined] },
      { name: "Stor (varje vecka)", values: [8, 14, 7, 0] },
      { name: "Liten (varje månad)", values: [11, 10, undefined, 0] },
      { name: "Mycket liten (varje år eller mer sällan)", values: [5, 0, 0, undefined] },
    ],
  },
} as const satisfies Record<Chart["type"], Chart>;
