using System.Security;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What an administrator has to do, with the organization's own names and the values to type.</summary>
internal sealed record AzureProvisionSteps(string Address, string Name, IReadOnlyList<string> Options, IReadOnlyList<string> Types)
{
    private string Page => $"{Address}/_settings/process";

    /// <summary>The account may not change the process.</summary>
    public IEnumerable<string> Change(AzureProcess process, AzureFieldDefinition? field)
    {
        yield return $"Sign in as a member of Project Collection Administrators, or with the permission to edit the process \"{process.Name}\", and open {Page}.";
        foreach (var type in Types)
        {
            yield return $"Open the process \"{process.Name}\", there the work item type {type}, and choose \"New field\".";
            yield return field is null
                ? $"Choose \"Create a field\", type this name, exactly: {Name} – and take \"Picklist (string)\" as its type. If it is there already, choose \"Use an existing field\"."
                : $"Choose \"Use an existing field\" and the field \"{field.Field.Name}\", unless the type has it already.";
        }

        if (field?.Field.Kind is null or AzureFieldKind.List or AzureFieldKind.Single)
        {
            yield return $"Add those of these values that are missing, each exactly like this: {string.Join("; ", Options)}";
            yield return "On the tab \"Options\", tick \"Allow users to enter their own values\", so that several segments can stand in the field.";
        }

        yield return "On the tab \"Layout\", let it stand in a group on the form, and save.";
    }

    /// <summary>The process belongs to the system.</summary>
    public IEnumerable<string> Inherit(AzureProcess process)
    {
        yield return $"The process \"{process.Name}\" belongs to the system and cannot be changed. Sign in as a member of Project Collection Administrators, open {Page}, choose \"…\" beside \"{process.Name}\" and \"Create inherited process\", and give it a name, such as \"{process.Name} with segments\".";
        yield return $"Open \"{process.Name}\" there, its tab \"Projects\", and choose \"Change process\" beside {ProvisionNotes.List(process.Projects)}: take the new process. Nothing of the work items changes by that.";
        yield return "Run provision again: it makes the field in the new process.";
    }

    /// <summary>The process is made of XML files on a server.</summary>
    public IEnumerable<string> Xml(AzureProcess process, AzureFieldDefinition? field)
    {
        var name = field?.Field.Name ?? Name;
        var reference = field?.Field.ReferenceName ?? AzureFieldDefinition.ReferenceOf(Name);
        foreach (var project in process.Projects)
        {
            foreach (var type in Types)
            {
                var arguments = $"/collection:{Address} /p:\"{project}\"";
                yield return $"As a project administrator, on a computer with Visual Studio, run: witadmin exportwitd {arguments} /n:\"{type}\" /f:\"{type}.xml\"";
                yield return $"In {type}.xml, add below <FIELDS>, unless the field is there: <FIELD name=\"{Escaped(name)}\" refname=\"{reference}\" type=\"String\"><SUGGESTEDVALUES>{string.Concat(Options.Select(o => $"<LISTITEM value=\"{Escaped(o)}\" />"))}</SUGGESTEDVALUES></FIELD> – and if it is there, add the values that are missing.";
                yield return $"Below <WebLayout>, in a section of the first page, add: <Group Label=\"{Escaped(name)}\"><Control Label=\"{Escaped(name)}\" Type=\"FieldControl\" FieldName=\"{reference}\" /></Group>";
                yield return $"Run: witadmin importwitd {arguments} /f:\"{type}.xml\"";
            }
        }

        yield return "Run provision again, to see that nothing is left to do.";
    }

    public static string Unfit(AzureFieldDefinition field) =>
        $"There is a field \"{field.Field.Name}\" ({field.Field.ReferenceName}) already, and it is of the type {field.Type}, which holds no segments. Use another name, so that a field with a list of values is made.";

    public static string NotAmongSeveral(string value) =>
        $"The segment value \"{value}\" holds a semicolon, which stands between several values in the field. It was not added to the list: give the segment a value without it.";

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
