/** What figures are called, and the words of their rows and columns. */

interface FigureWords {
  readonly caption: string;
  /** What makes the rows: above them, and on a chart's axis. */
  readonly rows: string;
  /** What the picture shows, for whoever does not see it. */
  readonly picture?: string;
  /** What must be known to read it right. */
  readonly note?: string;
}

const several = "Ett ärende kan ha flera orsaker, och räknas då i flera kolumner.";

export const figureWords: Readonly<Record<string, FigureWords>> = {
  "deviation/trend": { caption: "Rapporter, jämfört med tidigare perioder", rows: "Typ" },
  "deviation/monthly": {
    caption: "Rapporter per månad under två år",
    rows: "Månad",
    picture: "Linje över antalet rapporter varje månad, med halvåren markerade och medianen som jämförelse.",
  },
  "deviation/byUnitMonth": { caption: "Rapporter per enhet och månad", rows: "Enhet" },
  "deviation/byUnitNature": {
    caption: "Rapporter per enhet och typ",
    rows: "Enhet",
    picture: "Staplar, en för varje enhet, delade efter typ av rapport.",
  },
  "deviation/byCategory": {
    caption: "Rapporter per område och lag, de tio vanligaste områdena",
    rows: "Område",
    picture:
      "Staplar över områdena, det vanligaste först, och en linje över hur stor del de utgör tillsammans.",
  },
  "deviation/lawTrend": { caption: "Rapporter per lag, jämfört med tidigare perioder", rows: "Lag" },
  "deviation/byCode": { caption: "Bedömda ärenden per kategori, de tio vanligaste", rows: "Kategori" },
  "deviation/risk": {
    caption: "Sannolikhet och konsekvens i bedömda ärenden",
    rows: "Sannolikhet",
    picture:
      "Rutnät med fyra gånger fyra rutor: sannolikhet uppåt och konsekvens åt höger. Fler ärenden är mörkare.",
  },
  "deviation/causes": {
    caption: "Orsaker per område, de fem vanligaste orsakerna",
    rows: "Område",
    note: several,
  },
  "deviation/spans": { caption: "Tid från rapport, i dagar", rows: "Till" },
  "deviation/told": { caption: "Återkoppling till den som rapporterade", rows: "Vad" },
  "deviation/perEmployees": { caption: "Rapporter per 100 årsarbetare", rows: "Enhet" },
  "deviation/perInterventions": { caption: "Rapporter per 1 000 insatser", rows: "Enhet" },
  "deviation/afterwards": {
    caption: "Efterrapporterat till tidigare perioder",
    rows: "Period",
    note: "Rapporter som kom efter att perioden hade sammanställts.",
  },
  "deviation/dropped": { caption: "Rapporter som inte räknas", rows: "Skäl" },
  "deviation/silent": { caption: "Enheter utan rapporter under perioden", rows: "Enhet" },
  "deviation/lexSarah": { caption: "Rapporter enligt lex Sarah, efter beslut", rows: "Beslut" },
  "deviation/lexSarahTrend": {
    caption: "Rapporter enligt lex Sarah, jämfört med tidigare perioder",
    rows: "Lag",
  },
  "deviation/lexSarahSpans": { caption: "Lex Sarah: tid från rapport, i dagar", rows: "Till" },
  "deviation/lexSarahList": { caption: "Alla rapporter enligt lex Sarah", rows: "Nummer" },
  "deviation/open": { caption: "Öppna ärenden", rows: "Nummer" },
  "joint/byArea": { caption: "Klagomål, avvikelser och lex Sarah tillsammans, per område", rows: "Område" },
  "joint/byUnit": { caption: "Klagomål, avvikelser och lex Sarah tillsammans, per enhet", rows: "Enhet" },
  "providerNotice/byType": {
    caption: "Anmälningar från utförare, efter om de är anmälda till IVO",
    rows: "Typ",
  },
  "providerNotice/list": { caption: "Alla anmälningar från utförare", rows: "Nummer" },
  "providerNotice/open": { caption: "Öppna anmälningar från utförare", rows: "Nummer" },
  "action/byState": { caption: "Åtgärder som beslutades under perioden", rows: "Sorts åtgärd" },
  "action/byStrength": { caption: "Åtgärder efter styrka och effekt", rows: "Styrka" },
  "action/kept": { caption: "Åtgärder: försenade, och med effekt", rows: "Vad" },
  "action/open": { caption: "Öppna åtgärder", rows: "Nummer" },
  "selfInspection/byState": { caption: "Egenkontroller: gjorda, missade och öppna", rows: "Egenkontroll" },
  "selfInspection/byUnit": { caption: "Egenkontroller per enhet", rows: "Enhet" },
  "selfInspection/shares": { caption: "Egenkontroller: andel gjorda och andel med brister", rows: "Vad" },
  "selfInspection/shortItems": { caption: "Det som oftast brast i egenkontrollerna", rows: "Fråga" },
  "selfInspection/withShort": { caption: "Inlämnade egenkontroller med och utan brister", rows: "Enhet" },
  "risk/trend": { caption: "Risker som togs upp, jämfört med tidigare perioder", rows: "Gäller" },
  "risk/heat": {
    caption: "Sannolikhet och konsekvens i bedömda risker",
    rows: "Sannolikhet",
    picture:
      "Rutnät med fyra gånger fyra rutor: sannolikhet uppåt och konsekvens åt höger. Fler risker är mörkare.",
  },
  "risk/residual": {
    caption: "Sänkta risker: sannolikhet och konsekvens efter åtgärderna",
    rows: "Sannolikhet",
    picture:
      "Rutnät med fyra gånger fyra rutor: sannolikhet uppåt och konsekvens åt höger. Fler risker är mörkare.",
  },
  "risk/byUnit": {
    caption: "Risker per enhet och nivå",
    rows: "Enhet",
    picture: "Staplar, en för varje enhet, delade efter hur hög risken är.",
  },
  "risk/byControl": { caption: "Risker efter hur de styrs, och nivå", rows: "Styrs genom" },
  "risk/byOutcome": { caption: "Risker efter vad de kan leda till, och nivå", rows: "Kan leda till" },
  "risk/shares": { caption: "Risker: hanterade, accepterade och sänkta", rows: "Vad" },
  "risk/dialogue": { caption: "Beslut från riskdialogen, per år", rows: "Beslut" },
  "risk/common": { caption: "Risker med gemensam egenkontroll", rows: "Nummer" },
  "risk/open": { caption: "Risker, högst värde först", rows: "Nummer" },
  "complaint/trend": {
    caption: "Klagomål, synpunkter, frågor och beröm, jämfört med tidigare perioder",
    rows: "Typ",
  },
  "complaint/byUnit": {
    caption: "Klagomål, synpunkter, frågor och beröm per enhet",
    rows: "Enhet",
    picture: "Staplar, en för varje enhet, delade efter om det är klagomål, synpunkter, frågor eller beröm.",
  },
  "complaint/byCategory": {
    caption: "Klagomål, synpunkter och frågor per område, de tio vanligaste områdena",
    rows: "Område",
  },
  "complaint/inArea": { caption: "Klagomål per område", rows: "Område" },
  "complaint/complaintsByUnit": { caption: "Klagomål per enhet", rows: "Enhet" },
  "complaint/shares": {
    caption: "Klagomål och synpunkter: besvarade i tid, avvikelser och beröm",
    rows: "Vad",
    note: "Tiden räknas i arbetsdagar från den dag då det kom in.",
  },
  "complaint/spans": { caption: "Klagomål och synpunkter: tid från att det kom in, i dagar", rows: "Till" },
  "complaint/open": { caption: "Klagomål och synpunkter som inte är avslutade", rows: "Nummer" },
  "proposal/trend": { caption: "Förslag, jämfört med tidigare perioder", rows: "Typ" },
  "proposal/byOutcome": { caption: "Förslag, och vad det blev av dem", rows: "Typ" },
  "proposal/byUnit": {
    caption: "Förslag per enhet, och vad det blev av dem",
    rows: "Enhet",
    picture: "Staplar, en för varje enhet, delade efter vad det blev av förslagen.",
  },
  "proposal/shares": { caption: "Förslag: besvarade och lyfta", rows: "Vad" },
  "proposal/spans": { caption: "Förslag: tid från förslag, i dagar", rows: "Till" },
  "proposal/open": { caption: "Förslag som inte är avslutade", rows: "Nummer" },
};

/** The columns of a table of several figures, by the figure that each is the totals of. */
export const columnWords: Readonly<Record<string, string>> = {
  "complaint/inArea": "Klagomål",
  "complaint/complaintsByUnit": "Klagomål",
  "deviation/inArea": "Avvikelser",
  "deviation/byUnitNature": "Avvikelser",
  "deviation/lexSarahInArea": "Varav lex Sarah",
  "deviation/lexSarahByUnit": "Varav lex Sarah",
};

/** Rows and columns that are no answer of a kind. */
export const keyWords: Readonly<Record<string, string>> = {
  total: "Totalt",
  unset: "Inte bedömt än",
  now: "Perioden",
  previous: "Perioden före",
  yearBefore: "I fjol",
  counted: "Antal",
  median: "Median",
  p90: "90 % inom",
  of: "Av",
  part: "Antal",
  share: "Andel",
  rate: "Antal per",
  employees: "Årsarbetare",
  interventions: "Insatser",
  twelve: "Senaste 12 månaderna",
  assessed: "Bedömning",
  closed: "Avslut",
  lexAssessed: "Första bedömningen",
  decided: "Beslut",
  noticeSent: "Anmälan till IVO",
  told: "Ärenden som är avslutade och återkopplade",
  late: "Försenade av de öppna",
  effect: "Hjälpte, av de uppföljda",
  days: "Dagar",
  untilTold: "Dagar till anmälan",
  handled: "Hanterade, av alla",
  acceptedOnly: "Accepterade utan att sänkas, av de hanterade",
  lowered: "Sänkta, av dem som bedömts om",
  value: "Riskvärde",
  year: "År",
  replied: "Har fått svar",
  lifted: "Lyfta till nästa nivå",
  answeredIn: "Svar",
  scopeDecided: "Beslut om vilka det gäller",
  introduced: "Infört",
  answeredInTime: "Besvarade i tid, av dem som vill ha svar",
  judgedDeviation: "Var en avvikelse, av dem som är bedömda",
  praise: "Beröm, av allt som kom in",
  done: "Gjorda, av alla",
  withShortcomings: "Med brister, av de gjorda",
  acknowledged: "Bekräftelse",
  occurredOn: "Kom in",
  reportedOn: "Rapporterad",
  unit: "Enhet",
  nature: "Typ",
  state: "Läge",
  due: "Senast",
  decideOn: "Beslutad",
  month: "Månad",
};

/** The columns of rates: per what. */
export const rateWords: Readonly<Record<string, string>> = {
  employees: "Per 100 årsarbetare",
  interventions: "Per 1 000 insatser",
};

export const months = [
  "jan",
  "feb",
  "mars",
  "apr",
  "maj",
  "juni",
  "juli",
  "aug",
  "sep",
  "okt",
  "nov",
  "dec",
] as const;

export const figureSay = {
  /** In place of a number that may not be shown. */
  hidden: "..",
  nothing: "–",
  more: (captions: readonly string[]) => `Under Siffror finns också: ${captions.join("; ")}.`,
  quarters: ["Månader", "Första", "Andra", "Tredje"],
  empty: "Det finns inget att räkna under perioden.",
  hiddenNote:
    "Två punkter (..) betyder att antalet inte visas, för att ingen ska kunna kännas igen. Tal från 1 till 4 visas inte, och inte heller tal som de skulle kunna räknas ut av.",
  yes: "Ja",
  no: "Nej",
  half: (n: number, year: string) => `${n === 1 ? "Första" : "Andra"} halvåret ${year}`,
  quarter: (n: number, year: string) => `Kvartal ${n} ${year}`,
  tertial: (n: number, year: string) => `Tertial ${n} ${year}`,
  year: (year: string) => `Helåret ${year}`,
  between: (from: string, to: string) => `${from} till ${to}`,
  halfShort: (n: number, year: string) => `H${n} ${year}`,
  value: "Antal",
  median: "Median",
  cumulative: "Andel av alla",
  flags: {
    rose: {
      previous: (row: string) => `${row}: fler än förra perioden.`,
      yearBefore: (row: string) => `${row}: fler än samma period i fjol.`,
      median: (row: string) => `${row}: fler.`,
    },
    fell: {
      previous: (row: string) =>
        `${row}: färre än förra perioden. Har det hänt mindre, eller rapporteras det mindre?`,
      yearBefore: (row: string) =>
        `${row}: färre än samma period i fjol. Har det hänt mindre, eller rapporteras det mindre?`,
      median: (row: string) => `${row}: färre.`,
    },
    above: {
      previous: (row: string) => row,
      yearBefore: (row: string) => row,
      median: (row: string) =>
        `Minst sex månader i rad över medianen, från ${row}: det är knappast en slump.`,
    },
    below: {
      previous: (row: string) => row,
      yearBefore: (row: string) => row,
      median: (row: string) =>
        `Minst sex månader i rad under medianen, från ${row}: det är knappast en slump.`,
    },
  },
  about: {
    period: "Period",
    part: "Gäller",
    board: "Till",
    counted: "Rapporter till och med",
    version: "Version",
    diary: "Diarienummer",
    approved: "Godkänd",
    meeting: "Sammanträde",
  },
  preview: "Förhandsvisning. Siffrorna kan ändras.",
  unproven: (count: number) =>
    `Se över tabellerna innan de publiceras. För ${count} tal gick det inte att visa att ingen kan räkna ut dem, så mer än vanligt är dolt.`,
  unguarded:
    "Ärenden enligt lex Sarah, och andra ärenden som bara några få får känna till, är inte med i siffrorna.",
  draft: "Utkast. Inte godkänt.",
  notWritten: "Inget är skrivet här än.",
  corrected: (why: string) => `Rättad. ${why}`,
} as const;
