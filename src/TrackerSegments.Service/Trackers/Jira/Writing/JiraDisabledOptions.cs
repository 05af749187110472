using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Tells an option that is disabled from one that is not there. Only an administrator sees the difference.</summary>
internal sealed class JiraDisabledOptions(JiraFieldContexts contexts, JiraSite site)
{
    /// <returns>Whether the account can see that the option is there and disabled.</returns>
    public async Task<bool> HasAsync(string text, Actor actor, CancellationToken cancellationToken)
    {
        if (!site.IsCloud || site.Segment.Kind is not (JiraFieldKind.MultiSelect or JiraFieldKind.Select))
        {
            return false;
        }

        try
        {
            foreach (var context in await contexts.ListAsync(site.Segment.Id, actor, cancellationToken))
            {
                var options = await contexts.OptionsAsync(site.Segment.Id, context.Id, actor, cancellationToken);
                if (options.Any(o => o.IsDisabled && string.Equals(ItemText.Clean(o.Value), text, StringComparison.OrdinalIgnoreCase)))
                {
                    return true;
                }
            }
        }
        catch (TrackerException)
        {
            // It stays open which of the two it is, and the refusal names both.
        }

        return false;
    }
}
