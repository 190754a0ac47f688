export { editTicketFile } from './ticket-file-edit.ts';
export { MAX_TICKET_BYTES, readTicketFile, type TicketReading } from './ticket-file-read.ts';
export { renderTicketFile } from './ticket-file-render.ts';
