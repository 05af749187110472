using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Tells an option that is disabled from one that is not there. Only an administrator sees the difference.</summary>
internal sealed class JiraDisabledOptions(JiraFieldContexts contexts, JiraSite site)
{
    /// <returns>Whether the account can see that the option is there and disabled.</returns>
    public async Task<bool> HasAsync(string text, Actor actor, CancellationToken cancellationToken)
    {
        if (site.Segment.Kind is not (JiraFieldKind.MultiSelect or JiraFieldKind.Select))
        {
            return false;
        }

        try
        {
            return (await OptionsAsync(actor, cancellationToken))
                .Any(o => o.IsDisabled && string.Equals(ItemText.Clean(o.Value), text, StringComparison.OrdinalIgnoreCase));
        }
        catch (TrackerException)
        {
            // It stays open which of the two it is, and the refusal names both.
            return false;
        }
    }

    private async Task<IReadOnlyList<JiraFieldOption>> OptionsAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!site.IsCloud)
        {
            return await contexts.AllOptionsAsync(site.Segment.Id, actor, cancellationToken);
        }

        List<JiraFieldOption> options = [];
        foreach (var context in await contexts.ListAsync(site.Segment.Id, actor, cancellationToken))
        {
            options.AddRange(await contexts.OptionsAsync(site.Segment.Id, context.Id, actor, cancellationToken));
        }

        return options;
    }
}
