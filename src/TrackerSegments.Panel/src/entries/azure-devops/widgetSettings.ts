/** What Azure DevOps keeps of a widget. */
export interface WidgetSettings {
  readonly name: string;
  readonly customSettings?: { readonly data?: string | null } | null;
}

/** `WidgetStatusType.Success` of azure-devops-extension-api, of which nothing else is needed. */
export const loaded = { statusType: 0 };

/** The lens that a person chose; null for the primary one, and where the settings are not ours. */
export function lensOf({ customSettings }: WidgetSettings): string | null {
  try {
    const { lens } = JSON.parse(customSettings?.data ?? '{}') as { lens?: unknown };
    return typeof lens === 'string' ? lens : null;
  } catch {
    return null;
  }
}

export const settingsOf = (lens: string | null) => ({ data: JSON.stringify({ lens }), version: { major: 1, minor: 0, patch: 0 } });
