// The exchange's own: a token for the trader who is signed in.
export const dynamic = 'force-dynamic';
export const GET = () => new Response(process.env.TOKEN);
