using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MusicWeb.Core.Data;

/// <summary>Makes the SQLite library at hand usable; why, and how to remove it, stands in <c>eng/README.md</c>.</summary>
internal static class Sqlite
{
    [ModuleInitializer, SuppressMessage("Usage", "CA2255", Justification = "Must run before the first SQLite call of any host.")]
    internal static void Register()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
            : null;
        // The package's own SQLite is too old for queries into JSON; the system's is preferred where there is one.
        NativeLibrary.SetDllImportResolver(Assembly.Load("SQLitePCLRaw.provider.e_sqlite3"), static (library, _, _) =>
            library == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : IntPtr.Zero);
    }
}
