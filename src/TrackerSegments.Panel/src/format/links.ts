/** The address if a link may open it, else null: titles and links come from outside, and javascript: is an address too. */
export function openableUrl(url: string | null): string | null {
  if (!url) {
    return null;
  }
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}
