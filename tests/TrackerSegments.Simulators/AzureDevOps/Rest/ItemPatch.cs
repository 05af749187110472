using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>A JSON patch of a work item, with the rules of its type.</summary>
internal sealed class ItemPatch
{
    private readonly AzureCall call;

    private readonly IReadOnlyList<(string Op, string Path, JsonElement? Value)> steps;

    private readonly bool bypassesRules;

    public ItemPatch(AzureCall call)
    {
        this.call = call;
        bypassesRules = call.QueryFlag("bypassRules");
        if (bypassesRules && !call.User.May(AzurePermissions.BypassRules))
        {
            throw new AzureRefusal(403, "WorkItemUnauthorizedAccessException", "TF237124: You do not have the permission to bypass the rules of work items.");
        }

        var body = call.Json();
        if (body.ValueKind != JsonValueKind.Array || body.GetArrayLength() == 0)
        {
            throw new AzureRefusal(400, "VssPropertyValidationException", "You must pass a valid patch document in the body of the request.");
        }

        steps = [.. body.EnumerateArray().Select(Step)];
    }

    /// <summary>The revision that the patch makes of another; nothing is kept.</summary>
    public AzureRevision Apply(AzureItem? item, AzureRevision before)
    {
        if (!call.User.May(AzurePermissions.Edit, before.Project))
        {
            throw new AzureRefusal(403, "WorkItemUnauthorizedAccessException", "TF237111: The current user does not have permissions to save work items under the specified area path.");
        }

        var after = before;
        foreach (var (op, path, value) in steps)
        {
            after = op == "test" ? Tested(item, after, path, value)
                : path.StartsWith("/fields/", StringComparison.OrdinalIgnoreCase) ? WithField(item, after, path[8..], op == "remove" ? null : value)
                : path.StartsWith("/relations/", StringComparison.OrdinalIgnoreCase) ? WithRelation(item, after, op, path[11..], value)
                : throw AzureRefusal.Invalid($"The path '{path}' cannot be patched.");
        }

        return after;
    }

    private static (string Op, string Path, JsonElement? Value) Step(JsonElement step)
    {
        AzureBody.Object(step, "op", "path", "value", "from");
        var op = AzureBody.Needed(step, "op");
        return op is "add" or "replace" or "remove" or "test"
            ? (op, AzureBody.Needed(step, "path"), step.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null ? value : null)
            : throw AzureRefusal.Invalid($"The operation '{op}' is not supported.");
    }

    private static object? Plain(JsonElement? value) => value is not { } element ? null : element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetInt32(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Object when element.TryGetProperty("uniqueName", out var name) => name.GetString(),
        _ => throw AzureRefusal.Invalid("The value of a field must be a text, a number or a flag."),
    };

    private AzureRevision Tested(AzureItem? item, AzureRevision revision, string path, JsonElement? value)
    {
        var actual = string.Equals(path, "/rev", StringComparison.OrdinalIgnoreCase) ? revision.Number
            : path.StartsWith("/fields/", StringComparison.OrdinalIgnoreCase) && item is not null ? AzureValues.Of(item, revision, ItemJson.Reference(call, path[8..]))
            : throw AzureRefusal.Invalid($"The path '{path}' cannot be tested.");
        return string.Equals(AzureValues.Text(actual), AzureValues.Text(Plain(value)), StringComparison.Ordinal) ? revision
            : throw new AzureRefusal(412, "TestPatchOperationFailedException", $"VS403351: Test Operation for path {path} failed.");
    }

    private AzureRevision WithField(AzureItem? item, AzureRevision revision, string name, JsonElement? value)
    {
        var field = call.Data.FindField(name) ?? throw AzureRefusal.NoField(name);
        var plain = Plain(value);
        if (field.ReferenceName == AzureFieldNames.History)
        {
            throw AzureRefusal.Invalid("The simulated Azure DevOps keeps no comments.");
        }

        if (field.ReferenceName == AzureFieldNames.Project && plain is string project)
        {
            return AzureData.Moved(revision, call.FindProject(project));
        }

        if (!bypassesRules)
        {
            ItemRules.Check(call.Data, revision, field, plain);
        }

        try
        {
            return call.Data.With(revision, field, plain);
        }
        catch (AzureValueException wrong)
        {
            throw ItemRules.Refusal(field, wrong.Flags, wrong.Message);
        }
    }

    private AzureRevision WithRelation(AzureItem? item, AzureRevision revision, string op, string place, JsonElement? value)
    {
        if (op == "add" && place == "-" && value is { ValueKind: JsonValueKind.Object } relation)
        {
            return WithParent(item, revision, AzureBody.Object(relation, "rel", "url", "attributes"));
        }

        return op == "remove" && place == "0" && revision.VisibleParent is not null
            ? revision with { Parent = null }
            : throw AzureRefusal.Invalid($"The simulated Azure DevOps changes no relation but the one to the parent: {op} /relations/{place}.");
    }

    private AzureRevision WithParent(AzureItem? item, AzureRevision revision, JsonElement relation)
    {
        var (rel, url) = (AzureBody.Needed(relation, "rel"), AzureBody.Needed(relation, "url"));
        if (rel != RelationJson.ToParent)
        {
            throw AzureRefusal.Invalid($"The simulated Azure DevOps changes no relation but the one to the parent: {rel}.");
        }

        var parent = int.TryParse(url.AsSpan(url.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? call.Data.Find(id) is { Latest.IsDeleted: false } found && call.User.May(AzurePermissions.Read, found.Latest.Project) ? found : throw AzureRefusal.NoItem(id)
            : throw AzureRefusal.Invalid($"The address '{url}' leads to no work item.");
        if (revision.VisibleParent is { } known)
        {
            throw new AzureRefusal(400, "WorkItemLinkInvalidException", $"TF201036: You cannot add a Parent link between work items {item?.Id} and {parent.Id} because a work item can have only one Parent link: {known.Id}.");
        }

        for (var above = parent; above is not null; above = above.Latest.VisibleParent)
        {
            if (ReferenceEquals(above, item))
            {
                throw new AzureRefusal(400, "WorkItemLinkCircularException", $"TF201035: You cannot add a Parent link to work item {parent.Id} because it would create a circular relationship.");
            }
        }

        return revision with { Parent = parent };
    }
}
