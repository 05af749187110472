using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Storage.Sqlite;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>
/// What a program on one machine encrypts secrets with: keys in a folder of its own beside the data, readable for its owner alone. Whoever
/// copies the data without them cannot open the secrets. Nothing is made before the first secret is kept.
/// </summary>
internal sealed class OwnProtection(string dataFolder) : IDataProtectionProvider
{
    private const string KeyFolder = "keys";

    private readonly Lazy<IDataProtectionProvider> provider = new(() => Make(new(Path.Combine(dataFolder, KeyFolder))));

    public IDataProtector CreateProtector(string purpose) => provider.Value.CreateProtector(purpose);

    private static IDataProtectionProvider Make(DirectoryInfo folder)
    {
        SqliteDataFile.MakeFolder(folder.Parent!.FullName);
        SqliteDataFile.MakeFolder(folder.FullName);
        return DataProtectionProvider.Create(folder, builder =>
        {
            builder.SetApplicationName("TrackerSegments");
            builder.Services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new OwnerKeys(folder));
        });
    }

    private sealed class OwnerKeys(DirectoryInfo folder) : FileSystemXmlRepository(folder, NullLoggerFactory.Instance)
    {
        public override void StoreElement(XElement element, string friendlyName)
        {
            base.StoreElement(element, friendlyName);
            if (!OperatingSystem.IsWindows())
            {
                foreach (var file in Directory.EnumerateFiles())
                {
                    File.SetUnixFileMode(file.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
            }
        }
    }
}
