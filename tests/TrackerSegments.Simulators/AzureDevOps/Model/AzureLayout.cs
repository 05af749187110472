namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>The form of a work item type: groups on its one page, with controls.</summary>
internal sealed class AzureLayout
{
    private readonly List<AzureGroup> groups = [new("Microsoft.VSTS.Common.Planning", "Planning", "Section2", true)];

    public IReadOnlyList<AzureGroup> Groups
    {
        get
        {
            lock (groups)
            {
                return [.. groups];
            }
        }
    }

    public AzureGroup? Find(string id) => Groups.FirstOrDefault(g => string.Equals(g.Id, id, StringComparison.OrdinalIgnoreCase));

    public AzureGroup Add(string label, string section)
    {
        lock (groups)
        {
            groups.Add(new(Guid.NewGuid().ToString(), label, section, false));
            return groups[^1];
        }
    }

    public AzureLayout Copy()
    {
        var copy = new AzureLayout();
        lock (groups)
        {
            copy.groups.Clear();
            copy.groups.AddRange(groups.Select(g => g.Copy()));
        }

        return copy;
    }
}

internal sealed class AzureGroup(string id, string label, string section, bool isInherited)
{
    private readonly List<AzureControl> controls = [];

    public string Id => id;

    public string Label => label;

    public string Section => section;

    public bool IsInherited => isInherited;

    public IReadOnlyList<AzureControl> Controls
    {
        get
        {
            lock (controls)
            {
                return [.. controls];
            }
        }
    }

    public void Put(AzureControl control)
    {
        lock (controls)
        {
            controls.RemoveAll(c => string.Equals(c.Id, control.Id, StringComparison.OrdinalIgnoreCase));
            controls.Add(control);
        }
    }

    public AzureGroup Copy()
    {
        var copy = new AzureGroup(id, label, section, true);
        foreach (var control in Controls)
        {
            copy.Put(control);
        }

        return copy;
    }
}

/// <summary>A control; its id is the reference name of the field that it shows.</summary>
internal sealed record AzureControl(string Id, string Label, bool IsVisible);
