import type { risk, riskFields } from "#domain/kinds/risk";
import { actionFieldWords, actionStepWords } from "./action.ts";
import type { FieldWords, WordsOf } from "./words.ts";

const noNames = "Skriv ”den enskilde”. Inga namn eller personnummer.";

const feared = {
  harm: "skada eller sämre hälsa",
  unsafe: "otrygghet",
  abuse: "övergrepp eller försummelse",
  integrity: "integritet och självbestämmande",
  legal: "rättssäkerhet",
  economy: "ekonomi",
  workEnvironment: "arbetsmiljö",
  other: "annat",
} as const;

/** What the yearly dialogue decided, as it stands after the year. */
const decisions = {
  commonSelfInspection: "gemensam egenkontroll",
  action: "åtgärd",
  keep: "bevakas",
  close: "finns inte kvar",
} as const;

const levels = { low: "låg", medium: "medel", high: "hög", veryHigh: "mycket hög" } as const;

const probability = {
  "1": "1. Mycket liten: ungefär en gång om året",
  "2": "2. Liten: ungefär varje månad",
  "3": "3. Stor: ungefär varje vecka",
  "4": "4. Mycket stor: ungefär varje dag",
} as const;

/** What each step means for whoever gets help: their safety, integrity, legal rights and money. */
const severity = {
  "1": {
    label: "1. Mindre",
    hint: "Oro eller besvär en kort stund. Ett fel som rättas utan att någon märker det, eller några kronor.",
  },
  "2": {
    label: "2. Måttlig",
    hint: "Otrygg en tid, en kränkning som går att be om ursäkt för, ett sent beslut, eller en räkning som inte blir betald i tid.",
  },
  "3": {
    label: "3. Betydande",
    hint: "Rädd för att vara hemma, uppgifter som hamnar hos fel person, en rättighet som går förlorad, eller skulder.",
  },
  "4": {
    label: "4. Mycket allvarlig",
    hint: "Fara för liv, övergrepp, ett barn utan skydd, eller hemmet som förloras.",
  },
} as const;

const toAssess = "Bedöm hur hög risken är, och vem som tar hand om den.";

/** Shared with the kinds whose cases give rise to risks. */
export const riskFieldWords = {
  feared: {
    label: "Vad är du mest orolig för?",
    read: "Gäller",
    options: {
      harm: "Skada eller sämre hälsa",
      unsafe: "Otrygghet",
      abuse: "Övergrepp, försummelse",
      integrity: "Integritet, självbestämmande",
      legal: "Rättssäkerhet",
      economy: "Den enskildes ekonomi",
      workEnvironment: "Vår arbetsmiljö",
      other: "Något annat",
    },
  },
  hazard: {
    label: "Vad kan hända, och vad skulle det betyda för den enskilde?",
    hint: noNames,
    read: "Vad som kan hända",
  },
  processName: {
    label: "Vilken process eller vilket arbetssätt gäller det?",
    hint: "Till exempel: placering i familjehem.",
    read: "Process",
  },
} as const satisfies { [F in keyof typeof riskFields]: FieldWords<(typeof riskFields)[F]> };

export const riskStepWords = {
  hazard: { title: "Vad kan hända?" },
} as const;

type Gaps = Readonly<Record<string, string>>;
const levelText = (level = "") => levels[level as keyof typeof levels] ?? level;

export const riskWords = {
  name: "risk",
  title: "Ta upp en risk",
  commands: ["riskanalys", "risk", "riskbedömning", "ta upp en risk"],
  begin: "Ta upp en risk",
  card: {
    fresh: "Ny risk att bedöma",
    taken: "Risk",
    ended: "Avslutad risk",
    begun: "Togs upp",
    received: "Risken togs upp",
  },
  receipt: {
    title: "Tack, risken är sparad",
    news: "Nytt om risken du tog upp",
    told: "Chefen bedömer den. Här ser du vad det blir av den.",
    ended: "Risken är avslutad",
    read: "Läs om risken",
  },
  register: {
    commands: ["risker", "risklista", "riskdialog", "riskregister"],
    title: "Risker, högst värde först",
    none: "Inga risker är öppna.",
  },
  called: ({ value, riskLevel, nature, decision, year }) => {
    if (!value) return undefined;
    const about = feared[String(nature) as keyof typeof feared] ?? "";
    const decided = decisions[String(decision) as keyof typeof decisions];
    const next = decided && year ? ` (${year}: ${decided})` : "";
    return `Risk ${value}, ${levelText(String(riskLevel))}: ${about}${next}`;
  },
  fields: {
    unit: { label: "Vilken enhet gäller risken?", read: "Enhet" },
    shared: { label: "Delat konto", options: { no: "Nej", yes: "Ja" } },
    saidBy: {
      label: "Ditt namn",
      hint: "Flera använder det här kontot. Med ditt namn kan chefen berätta vad det blir av risken.",
      read: "Togs upp av",
    },
    ...riskFieldWords,
    suggestion: { label: "Vad skulle minska risken?", read: "Förslag" },
    probability: {
      label: "Hur troligt är det att det händer?",
      read: "Sannolikhet",
      options: probability,
    },
    severity: { label: "Hur allvarligt skulle det bli?", read: "Konsekvens", options: severity },
    riskLevel: {
      label: "Riskvärde",
      read: "Nivå",
      options: { low: "Låg", medium: "Medel", high: "Hög", veryHigh: "Mycket hög" },
    },
    leadsTo: {
      label: "Vad kan det bli, om det händer?",
      read: "Kan leda till",
      options: {
        complaint: "Klagomål",
        deviation: "En avvikelse",
        mistreatment: "Ett missförhållande",
        careInjury: "En vårdskada",
        other: "Annat",
      },
    },
    control: {
      label: "Hur ska risken styras?",
      hint: "Välj den styrning som passar bäst.",
      read: "Styrs genom",
      options: {
        managementSystem: { label: "Ledningssystemet", hint: "Rutiner och egenkontroll." },
        internalControl: { label: "Internkontrollen", hint: "Nämndens plan för intern kontroll." },
        workEnvironment: { label: "Arbetsmiljöarbetet", hint: "Risker för personalen." },
        goals: { label: "Målen", hint: "Verksamhetsplan och budget." },
      },
    },
    assignedTo: { label: "Vem ska ta hand om risken?", read: "Ansvarig" },
    handleBy: { label: "När ska den vara hanterad?", read: "Hanterad senast" },
    acceptReason: {
      label: "Varför räcker det att bevaka risken?",
      hint: "Den som tog upp risken läser det här. Inga namn.",
      read: "Skäl till att acceptera",
    },
    residualProbability: {
      label: "Hur troligt är det nu?",
      read: "Sannolikhet efter åtgärder",
      options: probability,
    },
    residualSeverity: {
      label: "Hur allvarligt skulle det bli nu?",
      read: "Konsekvens efter åtgärder",
      options: severity,
    },
    enough: {
      label: "Räcker det?",
      read: "Räcker åtgärderna",
      options: { yes: "Ja, vi bevakar den", no: "Nej, mer behövs" },
    },
    residualNote: { label: "Hur vet ni det?", read: "Så vet vi" },
    reviewed: {
      label: "Hur ser risken ut nu?",
      read: "Vid översynen",
      options: { same: "Som förut", changed: "Annorlunda, bedöm den igen", gone: "Den finns inte kvar" },
    },
    decision: {
      label: "Vad bestämmer ni?",
      read: "Riskdialogen beslutade",
      options: {
        commonSelfInspection: "Gemensam egenkontroll",
        action: "En åtgärd",
        keep: "Risken bevakas som förut",
        close: "Risken finns inte kvar",
      },
    },
    dialogueYear: {
      label: "Vilket år gäller det?",
      read: "Beslutet gäller",
      options: { next: "Nästa år", this: "I år" },
    },
    dialogueNote: { label: "Varför, och hur?", hint: noNames, read: "Från riskdialogen" },
    feedback: {
      label: "Varför? Det här läser den som tog upp risken",
      hint: "Skriv på lätt svenska. Inga namn.",
      read: "Så blev det",
    },
    withdrawReason: { label: "Varför?", read: "Skäl till att ta tillbaka" },
    liftReason: { label: "Varför?", read: "Skäl till att lyfta eller lämna tillbaka" },
    moveReason: { label: "Varför?", read: "Skäl till flytten" },
    reopenReason: { label: "Varför?", read: "Skäl till att öppna igen" },
    ...actionFieldWords,
  },
  steps: {
    ...riskStepWords,
    ...actionStepWords,
    feared: {
      title: "Ta upp en risk",
      text: "Något som kan hända. Har det redan hänt, gäller det chefen, eller är någon i fara: skriv avvikelse.",
    },
    saidBy: { title: "Vem är du?" },
    unit: { title: "Vilken enhet gäller det?", text: "Välj rätt enhet. Det du har skrivit ändras inte." },
    withdraw: { title: "Ta tillbaka", text: "Risken avslutas. Du kan ta upp den igen när du vill." },
    scale: { title: "Hur hög är risken?" },
    control: { title: "Styrning och ansvar" },
    accept: {
      title: "Acceptera risken",
      text: "Ni gör inget nytt nu, och kan säga varför. Risken bevakas, och ses över igen.",
    },
    residual: { title: "Hur hög är risken nu?", text: "Svara som det är med åtgärderna på plats." },
    enough: { title: "Räcker det?" },
    lookedAt: { title: "Se över risken" },
    decision: { title: "Riskdialog" },
    dialogueNote: { title: "Från riskdialogen" },
    assign: { title: "Ny ansvarig" },
    close: { title: "Avsluta risken" },
    reopen: { title: "Öppna igen" },
    lift: { title: "Lyft risken", text: "Den går till nästa nivå, som kan lämna tillbaka den." },
    lower: { title: "Lämna tillbaka", text: "Risken går tillbaka till nivån under." },
    move: { title: "Flytta till annan enhet", text: "Det som är skrivet ändras inte." },
  },
  acts: {
    open: { label: "Öppna risken", done: "öppnade risken" },
    wrongUnit: { label: "Fel enhet", send: "Flytta", done: "flyttade risken till rätt enhet" },
    withdraw: { label: "Ta tillbaka", send: "Ta tillbaka", done: "tog tillbaka risken" },
    assess: { label: "Bedöm", send: "Spara", done: "bedömde risken" },
    change: { label: "Ändra bedömningen", send: "Spara", done: "ändrade bedömningen av risken" },
    addAction: { label: "Ny åtgärd", send: "Spara", done: "beslutade om en åtgärd" },
    accept: { label: "Acceptera", send: "Acceptera", done: "accepterade risken" },
    reassess: { label: "Bedöm om", send: "Spara", done: "bedömde vad som är kvar av risken" },
    review: { label: "Se över", send: "Spara", done: "såg över risken" },
    dialogue: { label: "Riskdialog", send: "Spara", done: "skrev in beslutet från riskdialogen" },
    assign: { label: "Byt ansvarig", send: "Spara", done: "gav risken till någon annan" },
    close: { label: "Avsluta", send: "Avsluta", done: "avslutade risken" },
    reopen: { label: "Öppna igen", send: "Öppna igen", done: "öppnade risken igen" },
    lift: { label: "Lyft", send: "Lyft", done: "lyfte risken" },
    lower: { label: "Lämna tillbaka", send: "Lämna tillbaka", done: "lämnade tillbaka risken" },
    move: { label: "Flytta", send: "Flytta", done: "flyttade risken" },
  },
  states: {
    raised: "Ska bedömas",
    assessed: "Bedömd, inget gjort än",
    action: "Åtgärdas",
    residual: "Åtgärdad, ska bedömas om",
    accepted: "Accepterad, bevakas",
    reduced: "Sänkt, bevakas",
    closed: "Avslutad",
    withdrawn: "Tillbakatagen",
  },
  natures: {
    harm: { type: "Risk: skada eller sämre hälsa", desk: toAssess },
    unsafe: { type: "Risk: otrygghet", desk: toAssess },
    abuse: {
      type: "Risk: övergrepp eller försummelse",
      desk: "Bedöm risken nu. Kan någon fara illa: rapportera också enligt lex Sarah.",
    },
    integrity: {
      type: "Risk: integritet och självbestämmande",
      desk: toAssess,
    },
    legal: { type: "Risk: rättssäkerhet", desk: toAssess },
    economy: { type: "Risk: ekonomi", desk: toAssess },
    workEnvironment: {
      type: "Risk: arbetsmiljö",
      desk: toAssess,
    },
    other: { type: "Risk: annat", desk: toAssess },
  },
  next: {
    assessed: "Bestäm minst en åtgärd, eller acceptera risken med skäl.",
    action: "När åtgärderna är gjorda och uppföljda bedömer ni risken om. Hjälpte de inte: bestäm en ny.",
    residual: "När åtgärderna är uppföljda kan du bedöma risken om, eller acceptera den med skäl.",
    accepted: "Risken bevakas, tills den ska ses över igen.",
    reduced: "Risken bevakas, tills den ska ses över igen.",
  },
  told: {
    assessed: "Risken är bedömd, och någon har fått ansvar för den.",
    action: "Risken är bedömd. Vi gör något åt den.",
    residual: "Åtgärderna är gjorda. Vi ser efter om de räcker.",
    accepted: "Vi bevakar risken och gör inget nytt nu. Läs varför när du öppnar den.",
    reduced: "Åtgärderna har minskat risken. Vi bevakar den.",
    closed: "Läs vad det blev av risken när du öppnar den.",
    withdrawn: "Du tog tillbaka den.",
  },
  deadlines: { assessed: "Ska bedömas", handled: "Ska vara hanterad", reviewed: "Ska ses över" },
  advice: {
    low: ({ score }: Gaps) => `Riskvärdet är ${score}: lågt.`,
    medium: ({ score }: Gaps) => `Riskvärdet är ${score}: medel.`,
    high: ({ score }: Gaps) => `Riskvärdet är ${score}: högt.`,
    veryHigh: ({ score }: Gaps) => `Riskvärdet är ${score}: mycket högt.`,
    lexSarah: () =>
      "En påtaglig risk för ett missförhållande ska rapporteras. Gäller det här det: skriv lex sarah till mig.",
    residual: ({ before, score, level }: Gaps) =>
      `Riskvärdet är nu ${score} (${levelText(level)}). Före åtgärderna var det ${before}.`,
  },
  outcomes: { accepted: "Accepterad", reduced: "Sänkt", closed: "Finns inte kvar" },
} as const satisfies WordsOf<typeof risk>;
