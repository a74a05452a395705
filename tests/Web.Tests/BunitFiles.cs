using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Web.Tests;

/// <summary>Lets bUnit find the library that eng/Bunit.targets copies beside the tests instead of referencing it.</summary>
internal static class BunitFiles
{
    [ModuleInitializer, SuppressMessage("Usage", "CA2255", Justification = "Must run before bUnit compares anything.")]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "AngleSharp.Diffing"
        ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
        : null;
}
