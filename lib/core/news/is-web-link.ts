/** Whether a person may be led there: http or https, a host, and no name or password. */
export function isWebLink(link: string | URL): boolean {
  if (typeof link === "string" && !URL.canParse(link)) return false;
  const { protocol, username, password, hostname } = new URL(link);
  return (protocol === "https:" || protocol === "http:") && username === "" && password === "" && hostname !== "";
}
