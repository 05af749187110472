using System.Text;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;
using TrackerSegments.Simulators.AzureDevOps.Specification;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureSpecificationTests
{
    [Fact]
    public async Task What_the_simulator_takes_and_answers_is_what_the_official_document_has()
    {
        var specification = Specification();
        await using var azure = await StartAsync();
        await ReadEverythingAsync(azure);
        await WriteEverythingAsync(azure);

        azure.Requests.SelectMany(specification.ViolationsOfAnswer).ShouldBeEmpty();
        azure.Requests.Where(r => r.Status < 400).SelectMany(specification.ViolationsOfRequest).ShouldBeEmpty();
        azure.Requests.Select(r => r.Status).Distinct().ShouldBe([200, 404, 400, 412, 201], ignoreOrder: true);
        azure.Requests.Count.ShouldBeGreaterThan(40);
    }

    [Theory]
    [InlineData("POST", "/_apis/wit/wiql", """{"query":7}""", "query")]
    [InlineData("POST", "/_apis/wit/workitemsbatch", """{"ids":["a"]}""", "ids")]
    [InlineData("POST", "/{project}/_apis/wit/reporting/workitemrevisions", """{"includeDeleted":"yes"}""", "includeDeleted")]
    [InlineData("GET", "/_apis/wit/workitems", "{}", "takes none")]
    [InlineData("GET", "/_apis/wit/nothing", "", "has no GET")]
    public void A_call_that_is_not_as_the_document_has_it_is_found(string method, string template, string body, string where) =>
        Specification().ViolationsOfRequest(Exchange(method, template, body, 200, "{}", ("ids", "1"))).ShouldContain(v => v.Contains(where, StringComparison.Ordinal));

    [Theory]
    [InlineData(200, """{"workItems":[{"id":"7"}]}""", "workItems/0/id")]
    [InlineData(200, """{"asOf":"yesterday"}""", "asOf")]
    [InlineData(418, "{}", "status")]
    [InlineData(200, "<html>", "no JSON")]
    public void An_answer_that_is_not_as_the_document_has_it_is_found(int status, string answer, string where) =>
        Specification().ViolationsOfAnswer(Exchange("POST", "/_apis/wit/wiql", "{}", status, answer)).ShouldHaveSingleItem().ShouldContain(where);

    [Fact]
    public void A_query_parameter_that_the_document_does_not_have_or_has_of_another_type_is_found() =>
        Specification().ViolationsOfRequest(Exchange("GET", "/_apis/wit/workItems/{id}/updates", "", 200, "{}", ("$top", "many"), ("wrong", "1"))).Count.ShouldBe(2);

    [Fact]
    public async Task A_simulator_that_the_service_called_wrongly_fails_the_test_it_is_used_in()
    {
        Specification();
        var azure = await StartAsync();
        using var caller = new AzureCaller(azure, azure.Data.Users[0], agent: "TrackerSegments/0.1");

        await caller.GetAsync("_apis/wit/workitems/1?wrong=1");

        (await Should.ThrowAsync<InvalidOperationException>(async () => await azure.DisposeAsync())).Message.ShouldContain("wrong");
    }

    private static AzureSpecification Specification()
    {
        var found = AzureSpecification.Find();
        Assert.SkipWhen(found is null, $"{AzureSpecification.Variable} does not name a folder with the official document azure-devops-wit-7.1.json.");
        return found!;
    }

    private static AzureRequest Exchange(string method, string template, string body, int status, string answer, params (string Name, string Value)[] query) => new()
    {
        Number = 1,
        Method = method,
        Path = template,
        Template = template,
        Query = query.ToDictionary(q => q.Name, q => (string[])[q.Value], StringComparer.Ordinal),
        BodyBytes = Encoding.UTF8.GetBytes(body),
        ContentType = "application/json",
        Status = status,
        AnswerBytes = Encoding.UTF8.GetBytes(answer),
    };

    private static async Task ReadEverythingAsync(AzureSimulator azure)
    {
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        string[] reads =
        [
            "_apis/projects", "_apis/projects/Fabrikam?includeCapabilities=true", "_apis/wit/fields", "_apis/wit/fields/System.Title", "Fabrikam/_apis/wit/workitemtypes",
            "Fabrikam/_apis/wit/workitemtypes/Epic", "Fabrikam/_apis/wit/workitemtypes/Epic/fields?$expand=allowedValues", "Fabrikam/_apis/wit/workitemtypes/Epic/states",
            "Fabrikam/_apis/wit/workitemtypes/Nothing", "Fabrikam/_apis/wit/workitemtypecategories", "Fabrikam/_apis/wit/workitemtypecategories/Microsoft.EpicCategory",
            "Fabrikam/_apis/wit/classificationnodes?$depth=3", "Fabrikam/_apis/wit/classificationnodes/areas?$depth=1", "Fabrikam/_apis/work/backlogconfiguration",
            "_apis/wit/reporting/workitemrevisions?includeDeleted=true&fields=System.Title&includeLatestOnly=true&$maxPageSize=2", "Fabrikam/_apis/wit/reporting/workitemrevisions?includeIdentityRef=true",
            "Fabrikam/_apis/wit/reporting/workitemlinks?linkTypes=System.LinkTypes.Hierarchy", "_apis/wit/workitems/1?$expand=all", "_apis/wit/workitems/99", "_apis/wit/workitems?ids=1,2,99&errorPolicy=omit",
            "_apis/wit/workItems/1/updates?$top=1", "_apis/wit/workItems/2/updates/2", "_apis/wit/workItems/1/revisions?$expand=all", "_apis/wit/workItems/1/revisions/1",
            "_apis/work/processes", $"_apis/work/processes/{azure.Data.Process("Agile").Id}/behaviors", "_apis/wit/recyclebin/3", "_apis/projects/Gone",
            $"_apis/identities?identityIds={azure.Data.Users[0].Id}",
        ];
        foreach (var read in reads)
        {
            await caller.GetAsync(read);
        }

        await caller.PostAsync("Fabrikam/_apis/wit/reporting/workitemrevisions", """{"fields":["System.Title"],"types":["Epic"],"includeLatestOnly":true,"includeDeleted":true}""");
        await caller.PostAsync("_apis/wit/workitemsbatch", """{"ids":[1,2,99],"$expand":"relations","errorPolicy":"omit"}""");
        string[] queries =
        [
            "SELECT [System.Id], [System.Title] FROM WorkItems WHERE [System.State] = 'New' ORDER BY [System.Id] DESC",
            "SELECT [System.Id] FROM WorkItemLinks WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (Recursive)", "SELECT",
        ];
        foreach (var query in queries)
        {
            await caller.PostAsync("Fabrikam/_apis/wit/wiql?timePrecision=true&$top=10", new { query });
        }
    }

    private static async Task WriteEverythingAsync(AzureSimulator azure)
    {
        using var caller = new AzureCaller(azure, azure.Data.Users[0]);
        await caller.PatchAsync("_apis/wit/workitems/1?validateOnly=true", ("test", "/rev", 2), ("add", "/fields/System.Tags", "a"));
        await caller.PatchAsync("Fabrikam/_apis/wit/workitems/1?$expand=all", ("test", "/rev", 2), ("add", "/fields/System.Tags", "a; b"));
        await caller.PatchAsync("_apis/wit/workitems/1", ("test", "/rev", 1), ("add", "/fields/System.Tags", "c"));
        await caller.PatchAsync("_apis/wit/workitems/1", ("add", "/fields/System.Title", ""));
        await caller.SendAsync(
            HttpMethod.Post, "Fabrikam/_apis/wit/workitems/$Epic?bypassRules=true", """[{"op":"add","path":"/fields/System.Title","value":"New"}]""", "application/json-patch+json");
        await caller.DeleteAsync("_apis/wit/workitems/1");
        await caller.GetAsync("_apis/wit/recyclebin/1");
        await caller.SendAsync(HttpMethod.Patch, "Fabrikam/_apis/wit/recyclebin/1", """{"isDeleted":false}""");
        var list = await caller.PostAsync("_apis/work/processes/lists", """{"name":"Markets","type":"String","items":["North"],"isSuggested":true}""");
        await caller.PostAsync("_apis/wit/fields", $$"""{"name":"Market","referenceName":"Custom.Market","type":"string","usage":"workItem","isPicklist":true,"isPicklistSuggested":true,"picklistId":"{{list.Json["id"]}}"}""");
        await caller.GetAsync("_apis/wit/fields");
    }

    private static async Task<AzureSimulator> StartAsync()
    {
        var azure = await AzureSimulator.StartAsync(null, TestContext.Current.CancellationToken);
        azure.Data.AddProject("Fabrikam");
        azure.Data.AddUser("Sync", "sync@example.com", "token-1", AzurePermissions.All);
        azure.Data.AddArea("Fabrikam", @"Web\Shop");
        var epic = azure.Data.Add("Fabrikam", "Epic", "One", null, ("Effort", 5), ("Tags", "x"), ("Assigned To", "Sync"));
        azure.Data.Add("Fabrikam", "Feature", "Two", epic);
        azure.Data.Add("Fabrikam", "Feature", "Three", epic);
        azure.Data.Edit(1, "State", "Closed");
        azure.Data.Edit(2, "Effort", 8.5);
        azure.Data.Delete(3);
        return azure;
    }
}
