import { type CompileAsk, compileOver } from "#functions/compile";
import { shipped } from "#functions/house";
import { openDynamo } from "#functions/storage/dynamo";

const { TABLE_NAME = "", DYNAMODB_ENDPOINT: endpoint } = process.env;
const store = openDynamo({ table: TABLE_NAME, ...(endpoint && { endpoint }) });

/** Counts figures for whoever may call it: it reads shelves, and gives the figures back. */
export const handler = (ask: CompileAsk) =>
  compileOver((pk, from) => store.query({ index: "shelf", pk, ...(from && { from }) }), shipped, ask);
